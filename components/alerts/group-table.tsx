"use client";

import { EmptyState } from "../display/states.tsx";
import { alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";
import { GroupRows } from "./group-rows.tsx";
import styles from "./group-table.module.css";
import { groupingWords } from "./grouping-words.ts";
import type { Triage } from "./use-triage.ts";

interface GroupTableProps {
  readonly view: AlertsView;
  readonly triage: Triage;
}

/** The list by up to three fields: how many alerts share what, and what can be done about each group as one. */
export function GroupTable({ view, triage }: GroupTableProps) {
  const { grouping, query } = view;
  const { sort: _order, dir: _way, ...filter } = query;
  if (grouping.length === 0) return <EmptyState title={alertText.none} />;
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={alertText.groups}>
        <thead>
          <tr>
            <th scope="col">{grouping.map((by) => groupingWords[by]).join(", then ")}</th>
            <th scope="col" data-numeric="true">
              {alertText.groupCount}
            </th>
            <th scope="col">{alertText.groupWorst}</th>
            <th scope="col" data-numeric="true">
              {alertText.groupSeen}
            </th>
            <th scope="col">
              <span className="sr-only">{alertText.groupActions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <GroupRows view={view} triage={triage} filter={filter} depth={0} />
        </tbody>
      </table>
    </div>
  );
}
