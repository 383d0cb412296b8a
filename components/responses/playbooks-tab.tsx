"use client";

import { Button } from "@mantine/core";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { Playbook } from "../../lib/contracts/playbooks.ts";
import tableStyles from "../display/data-table.module.css";
import { formatCount } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { SideDrawer } from "../display/side-drawer.tsx";
import { EmptyState } from "../display/states.tsx";
import { useMay } from "../session/use-session.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { PlaybookEditor } from "./playbook-editor.tsx";
import { effectLine, matchLine, playbookText } from "./playbook-text.ts";
import detailStyles from "./response-detail.module.css";
import styles from "./responses.module.css";
import { usePlaybooks } from "./use-response-settings.ts";

/** Which alerts lead to which responses; a row opens the playbook. */
export function PlaybooksTab({ stream }: { readonly stream: StreamName }) {
  const playbooks = usePlaybooks(stream);
  const mayChange = useMay("responses:configure");
  const { params, change } = useUrlParams();
  const named = params.get("playbook");
  const open = (name: string | null) => change({ playbook: name }, name === null ? "replace" : "push");
  const opened = playbooks.data?.items.find(({ id }) => String(id) === named) ?? null;
  return (
    <>
      <div className={styles.bulk}>
        <span className={detailStyles.quiet}>{mayChange ? "" : playbookText.mayNot}</span>
        <span className={styles.push} />
        {mayChange && <Button onClick={() => open("new")}>{playbookText.add}</Button>}
      </div>
      <QueryView query={playbooks} loading={playbookText.loading}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={playbookText.none}>
              <p>{playbookText.noneHint}</p>
            </EmptyState>
          ) : (
            <PlaybookTable items={items} onOpen={(id) => open(String(id))} />
          )
        }
      </QueryView>
      <SideDrawer
        opened={opened !== null || (named === "new" && mayChange)}
        title={opened?.body.name ?? playbookText.add}
        onClose={() => open(null)}
      >
        {(opened !== null || named === "new") && (
          // Not keyed by the version: a newer one, one's own save or a colleague's, must not take away what is typed.
          <PlaybookEditor key={named} stream={stream} playbook={opened} onDone={() => open(null)} />
        )}
      </SideDrawer>
    </>
  );
}

interface PlaybookTableProps {
  readonly items: readonly Playbook[];
  readonly onOpen: (id: number) => void;
}

function PlaybookTable({ items, onOpen }: PlaybookTableProps) {
  return (
    <div className={tableStyles.scroller}>
      <table className={tableStyles.table} aria-label="Playbooks">
        <thead>
          <tr>
            <th scope="col">Playbook</th>
            <th scope="col">Reacts to</th>
            <th scope="col">Does</th>
            <th scope="col" className={tableStyles.number}>
              Proposed, 7 d
            </th>
            <th scope="col" className={tableStyles.number}>
              Approved
            </th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, body, proposed, approved, updatedAt, author }) => (
            <tr key={id} className={tableStyles.row} onClick={() => onOpen(id)}>
              <th scope="row">
                <button type="button" className={tableStyles.rowButton}>
                  {body.name}
                  {!body.enabled && <span className={styles.why}>off</span>}
                </button>
              </th>
              <td className={tableStyles.fill} title={matchLine(body.match)}>
                {matchLine(body.match)}
              </td>
              <td className={tableStyles.shrink}>{effectLine(body)}</td>
              <td className={tableStyles.number}>{formatCount(proposed)}</td>
              <td className={tableStyles.number}>{formatCount(approved)}</td>
              <td className={tableStyles.shrink} title={author}>
                <RelativeTime at={updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
