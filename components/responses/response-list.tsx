"use client";

import { useMediaQuery } from "@mantine/hooks";
import type { ResponseRow, ResponseTab } from "../../lib/contracts/responses.ts";
import tableStyles from "../display/data-table.module.css";
import { SeverityMark } from "../display/severity.tsx";
import detailStyles from "./response-detail.module.css";
import { ResponseTableRow, RowActions, RowClock, type RowHandlers } from "./response-row.tsx";
import { ResponseStateMark } from "./response-state.tsx";
import { responseText, tabWords } from "./response-text.ts";
import { responseTitle } from "./response-title.ts";
import styles from "./responses.module.css";

interface ResponseListProps {
  readonly rows: readonly ResponseRow[];
  readonly tab: ResponseTab;
  readonly mayDecide: boolean;
  readonly cursorId: number | null;
  readonly focusCursor: boolean;
  readonly openId: number | null;
  readonly selected: ReadonlySet<number>;
  readonly on: RowHandlers;
  readonly hasMore: boolean;
  readonly loadMore: () => unknown;
}

/** The queue of one tab: a dense table, or on a telephone cards with buttons for thumbs. */
export function ResponseList(props: ResponseListProps) {
  const narrow = useMediaQuery("(max-width: 700px)", false);
  return narrow ? <Cards {...props} /> : <Table {...props} />;
}

const clockTitles = { pending: "Decide within", active: "Lease left", history: "Ended" } as const;

function Table(props: ResponseListProps) {
  const { rows, tab, selected, mayDecide, cursorId, focusCursor, openId, on, hasMore, loadMore } = props;
  return (
    <div className={`${tableStyles.scroller} ${styles.list}`}>
      <table className={tableStyles.table} aria-label={tabWords[tab]}>
        <thead>
          <tr>
            {tab === "active" && (
              <th scope="col">
                <span className="sr-only">Selected</span>
              </th>
            )}
            <th scope="col">Response</th>
            <th scope="col">Alert</th>
            <th scope="col">State</th>
            <th scope="col" data-column={tab === "history" ? "decision" : "executor"}>
              {tab === "history" ? "Decision" : "Executor"}
            </th>
            {tab !== "history" && (
              <th scope="col" className={tableStyles.number} data-column="lease">
                Lease
              </th>
            )}
            <th scope="col" className={tableStyles.number}>
              {clockTitles[tab]}
            </th>
            {tab !== "history" && (
              <th scope="col">
                <span className="sr-only">Decide</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ResponseTableRow
              key={row.id}
              row={row}
              tab={tab}
              mayDecide={mayDecide}
              atCursor={row.id === cursorId}
              focused={focusCursor && row.id === cursorId}
              open={row.id === openId}
              selected={selected.has(row.id)}
              on={on}
            />
          ))}
        </tbody>
      </table>
      {hasMore && <More loadMore={loadMore} />}
    </div>
  );
}

function Cards({ rows, tab, mayDecide, on, hasMore, loadMore }: ResponseListProps) {
  return (
    <ul className={styles.cards} aria-label={tabWords[tab]}>
      {rows.map((row) => (
        <li key={row.id} className={styles.card} data-testid={`response-row-${row.id}`}>
          <button type="button" className={tableStyles.rowButton} onClick={() => on.open(row.id)}>
            <span className={styles.action}>{responseTitle(row)}</span>
          </button>
          <span className={styles.cardLine}>
            <ResponseStateMark state={row.state} />
            <RowClock row={row} tab={tab} />
          </span>
          <span className={styles.cardLine}>
            {row.blastRadius.summary}
            {row.alert !== null && <SeverityMark severity={row.alert.severity} />}
          </span>
          <RowActions row={row} mayDecide={mayDecide} on={on} />
        </li>
      ))}
      {hasMore && <More loadMore={loadMore} />}
    </ul>
  );
}

function More({ loadMore }: { readonly loadMore: () => unknown }) {
  return (
    <p className={detailStyles.verdict}>
      <button type="button" className={detailStyles.link} onClick={() => loadMore()}>
        {responseText.more}
      </button>
    </p>
  );
}
