"use client";

import { Button } from "@mantine/core";
import type { ThresholdMoveRow } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { CauseMark } from "../charts/cause-mark.tsx";
import { causeOf } from "../charts/threshold-cause.ts";
import table from "../display/data-table.module.css";
import { formatMargin, formatMove, formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { actorWords } from "./move-detail.tsx";
import { StreamTime } from "./stream-time.tsx";
import styles from "./thresholds.module.css";
import { thresholdsText } from "./thresholds-text.ts";
import type { useThresholdMoves } from "./use-thresholds.ts";

interface MovesPanelProps {
  readonly moves: ReturnType<typeof useThresholdMoves>;
  /** Null: the person may not. */
  readonly onRollBack: ((version: number) => void) | null;
}

const scoreOf = (margin: number | null) => (margin === null ? null : scoreOfMargin(margin));
const level = (margin: number | null) => (margin === null ? thresholdsText.off : formatScore(scoreOfMargin(margin)));
const move = (from: number | null, to: number | null) => formatMove(scoreOf(from), scoreOf(to));

/** What changed of the higher bands, in words; empty where nothing did. */
function othersOf({ approve, fromApprove, auto, fromAuto }: ThresholdMoveRow): string {
  return [
    approve === fromApprove ? "" : `approve ${move(fromApprove, approve)}`,
    auto === fromAuto ? "" : `auto ${move(fromAuto, auto)}`,
  ]
    .filter((words) => words !== "")
    .join(" · ");
}

/** Every move of the stream's thresholds, newest first: the numbers behind the chart. */
export function MovesPanel({ moves, onRollBack }: MovesPanelProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = moves;
  return (
    <Panel title={thresholdsText.moves} actions={<span className={styles.hintInline}>{thresholdsText.movesHint}</span>}>
      <QueryView query={moves} loading={thresholdsText.loadingMoves} rows={6}>
        {({ pages }) => (
          <>
            <MoveTable rows={pages.flatMap(({ items }) => items)} onRollBack={onRollBack} />
            {hasNextPage && (
              <p className={styles.hint}>
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {thresholdsText.more}
                </Button>
              </p>
            )}
          </>
        )}
      </QueryView>
    </Panel>
  );
}

interface MoveTableProps {
  readonly rows: readonly ThresholdMoveRow[];
  readonly onRollBack: ((version: number) => void) | null;
}

function MoveTable({ rows, onRollBack }: MoveTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.tableScroll} tabIndex={0} aria-label={thresholdsText.movesTable}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col" title={thresholdsText.clockHint}>
              {thresholdsText.at}
            </th>
            <th scope="col">cause</th>
            <th scope="col" className={table.number}>
              notify
            </th>
            <th scope="col" className={`${table.number} ${styles.size}`}>
              margin
            </th>
            <th scope="col">why</th>
            <th scope="col" className={styles.actor}>
              by
            </th>
            <th scope="col" className={styles.inputs}>
              {thresholdsText.digest}
            </th>
            {onRollBack !== null && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MoveRow key={row.version} row={row} onRollBack={onRollBack} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MoveRow({ row, onRollBack }: { readonly row: ThresholdMoveRow } & Pick<MoveTableProps, "onRollBack">) {
  const { from, to, reason } = row;
  const others = othersOf(row);
  const why = others === "" ? reason : `${others} · ${reason}`;
  return (
    <tr data-testid={`move-${row.version}`}>
      <td className={table.shrink}>
        <StreamTime at={row.streamAt === null ? null : Date.parse(row.streamAt)} recordedAt={Date.parse(row.at)} />
      </td>
      <td className={table.shrink}>
        <CauseMark cause={causeOf(row.cause)} />
      </td>
      <td className={`${table.shrink} ${table.number}`}>{from === null || from === to ? level(to) : move(from, to)}</td>
      <td className={`${table.shrink} ${table.number} ${styles.size}`}>
        {from === null || to === null || from === to ? "" : formatMargin(to - from)}
      </td>
      <td className={table.fill} title={why}>
        {why}
      </td>
      <td className={`${table.shrink} ${styles.actor}`} title={actorWords(row.actor)}>
        {actorWords(row.actor)}
      </td>
      <td
        className={`${table.shrink} ${styles.digest} ${styles.inputs}`}
        title={`${thresholdsText.digestHint}: ${row.digest}`}
      >
        {row.digest.slice(0, 8)}
      </td>
      {onRollBack !== null && (
        <td className={table.shrink}>
          {row.canRollBack && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${thresholdsText.rollBack}: ${move(from, to)}`}
              onClick={() => onRollBack(row.version)}
            >
              {thresholdsText.rollBack}…
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
