"use client";

import type { LedgerCounts } from "../../lib/contracts/ledger.ts";
import table from "../display/data-table.module.css";
import { formatCount } from "../display/format.ts";
import { MinuteSlider } from "./minute-slider.tsx";
import { MinuteStrip } from "./minute-strip.tsx";
import minutes from "./minutes.module.css";
import { minutesText } from "./operations-text.ts";
import type { LedgerGrid, LedgerLine } from "./prepare-minutes.ts";
import styles from "./sources.module.css";
import { tabWords } from "./sources-text.ts";

interface LedgerTableProps {
  readonly grid: LedgerGrid;
  readonly chosen: number | null;
  readonly onChoose: (at: number | null) => void;
}

const { columns } = minutesText;
const sides = [
  "received",
  "rejected",
  "duplicate",
  "accepted",
  "scored",
  "waiting",
  "deadLettered",
  "expired",
] as const satisfies readonly (keyof LedgerCounts)[];
/** On a telephone only what came in, and whether it adds up. */
const always: readonly string[] = ["received"];
const figureOf = (side: keyof LedgerCounts) =>
  always.includes(side) ? table.number : `${table.number} ${styles.narrowHides}`;

/** A source a line: its minutes as a strip, and the sums of the ledger, of all minutes or of the chosen one. */
export function LedgerTable({ grid, chosen, onChoose }: LedgerTableProps) {
  return (
    <table className={table.table} aria-label={tabWords.ledger}>
      <thead>
        <tr>
          <th scope="col">{columns.source}</th>
          <th scope="col" className={minutes.stripCell}>
            <MinuteSlider grid={grid} chosen={chosen} onChoose={onChoose} />
          </th>
          {sides.map((side) => (
            <th key={side} scope="col" className={figureOf(side)}>
              {columns[side]}
            </th>
          ))}
          <th scope="col" className={table.number}>
            {columns.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {grid.lines.map((line) => (
          <Line key={line.id} line={line} chosen={chosen} onChoose={onChoose} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{minutesText.total}</th>
          <td />
          {sides.map((side) => (
            <td key={side} className={figureOf(side)}>
              {formatCount(grid.together[side])}
            </td>
          ))}
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

interface LineProps {
  readonly line: LedgerLine;
  readonly chosen: number | null;
  readonly onChoose: (at: number | null) => void;
}

function Line({ line, chosen, onChoose }: LineProps) {
  return (
    <tr>
      <th scope="row">
        <div className={styles.name}>
          {line.name} <span className={styles.format}>{line.format}</span>
        </div>
      </th>
      <td className={minutes.stripCell}>
        <MinuteStrip line={line} chosen={chosen} onChoose={onChoose} />
      </td>
      {sides.map((side) => (
        <td key={side} className={figureOf(side)}>
          <span className={line.counts[side] === 0 ? styles.faint : undefined}>{formatCount(line.counts[side])}</span>
        </td>
      ))}
      <td className={`${table.number} ${line.balanced ? styles.faint : styles.bad}`}>
        {line.balanced ? minutesText.yes : minutesText.no}
      </td>
    </tr>
  );
}
