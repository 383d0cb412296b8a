import table from "../display/data-table.module.css";
import { Panel } from "../display/panel.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import styles from "./design.module.css";
import { designText } from "./design-text.ts";

const rows = [
  { name: "Block 198.51.100.7", state: "Active", count: 412, at: "2026-11-22T16:04:09.120Z" },
  { name: "Disable k.ito", state: "Proposed", count: 7, at: "2026-11-22T15:58:41.004Z" },
  { name: "Isolate web-03", state: "Undone", count: 1288, at: "2026-11-21T09:12:00.000Z" },
] as const;

interface TableSpecimenProps {
  readonly openRow: string | null;
  readonly onOpen: (name: string) => void;
}

/** The dense table; a row opens the panel. */
export function TableSpecimen({ openRow, onOpen }: TableSpecimenProps) {
  return (
    <Panel title={designText.table}>
      <div className={table.scroller}>
        <table className={table.table} aria-label={designText.table}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">State</th>
              <th scope="col" className={table.number}>
                Events
              </th>
              <th scope="col" className={table.number}>
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, state, count, at }) => (
              <tr key={name} className={table.row} data-open={openRow === name} onClick={() => onOpen(name)}>
                <th scope="row">
                  <button type="button" className={styles.opener}>
                    {name}
                  </button>
                </th>
                <td>{state}</td>
                <td className={table.number}>{count}</td>
                <td className={table.number}>
                  <RelativeTime at={at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
