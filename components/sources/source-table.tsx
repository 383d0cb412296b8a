"use client";

import type { SourceRange, SourceRow } from "../../lib/contracts/sources.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import table from "../display/data-table.module.css";
import { formatCount } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ClockLag, SilentMark, Waiting } from "./source-figures.tsx";
import styles from "./sources.module.css";
import { rangeWords, sourceSentences, sourceText } from "./sources-text.ts";
import { SparkBars } from "./spark-bars.tsx";

interface SourceTableProps {
  readonly rows: readonly SourceRow[];
  readonly range: SourceRange;
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
}

const { columns, hints } = sourceText;
const figure = table.number;
const quiet = `${table.number} ${styles.narrowHides}`;
const quieter = `${table.number} ${styles.narrowHides} ${styles.mediumHides}`;

/** A source a line: figures right, the shape of its traffic in the middle, what is wrong in words. */
export function SourceTable({ rows, range, openId, onOpen }: SourceTableProps) {
  return (
    <table className={`${table.table} ${styles.sourceTable}`} aria-label={sourceText.page}>
      <thead>
        <tr>
          <th scope="col">{columns.source}</th>
          <th scope="col" className={quiet} title={hints.perSecond}>
            {columns.perSecond}
          </th>
          <th scope="col" className={figure}>{`${columns.traffic}, ${rangeWords[range]}`}</th>
          <th scope="col" className={quiet} title={hints.accepted}>
            {columns.accepted}
          </th>
          <th scope="col" className={quieter} title={hints.duplicate}>
            {columns.duplicate}
          </th>
          <th scope="col" className={quiet} title={hints.rejected}>
            {columns.rejected}
          </th>
          <th scope="col" className={quiet} title={hints.last}>
            {columns.last}
          </th>
          <th scope="col" className={quiet} title={hints.clock}>
            {columns.clock}
          </th>
          <th scope="col" className={quiet} title={hints.waiting}>
            {columns.waiting}
          </th>
          <th scope="col" className={`${styles.narrowHides} ${styles.mediumHides}`} title={hints.zone}>
            {columns.zone}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <SourceLine key={row.id} row={row} range={range} open={row.id === openId} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

interface SourceLineProps {
  readonly row: SourceRow;
  readonly range: SourceRange;
  readonly open: boolean;
  readonly onOpen: (id: number) => void;
}

/** A count; nothing is said quietly. */
function Figure({ value }: { readonly value: number }) {
  return <span className={value === 0 ? styles.faint : undefined}>{formatCount(value)}</span>;
}

function SourceLine({ row, range, open, onOpen }: SourceLineProps) {
  return (
    <tr className={table.row} data-open={open || undefined} onClick={() => onOpen(row.id)}>
      <th scope="row">
        <div className={styles.name}>
          <button type="button" className={styles.link}>
            {visibleName(row.name)}
          </button>
          <span className={styles.format}>{row.format}</span>
          <SilentMark silent={row.silent} />
        </div>
      </th>
      <td className={quiet}>
        <span className={row.perSecond === 0 ? styles.faint : undefined}>{row.perSecond.toFixed(1)}</span>
      </td>
      <td>
        <div className={styles.traffic}>
          <SparkBars bars={row.bars} label={sourceSentences.bars(row.name, rangeWords[range])} />
          <Figure value={row.received} />
        </div>
      </td>
      <td className={quiet}>
        <Figure value={row.accepted} />
      </td>
      <td className={quieter}>
        <Figure value={row.duplicate} />
      </td>
      <td className={`${quiet} ${row.rejected > 0 ? styles.warn : ""}`}>
        <Figure value={row.rejected} />
      </td>
      <td className={quiet}>
        {row.lastReceived === null ? (
          <span className={styles.faint}>{sourceText.never}</span>
        ) : (
          <RelativeTime at={row.lastReceived} />
        )}
      </td>
      <td className={quiet}>
        <ClockLag row={row} />
      </td>
      <td className={quiet}>
        <Waiting row={row} />
      </td>
      <td className={`${styles.narrowHides} ${styles.mediumHides}`}>{row.zone}</td>
    </tr>
  );
}
