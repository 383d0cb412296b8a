"use client";

import { Checkbox } from "@mantine/core";
import type { DeadLetterRow } from "../../lib/contracts/dead-letters.ts";
import table from "../display/data-table.module.css";
import { formatCount } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { deadText } from "./operations-text.ts";
import styles from "./sources.module.css";
import { tabWords } from "./sources-text.ts";

interface DeadLetterTableProps {
  readonly rows: readonly DeadLetterRow[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
}

const { columns } = deadText;
const figure = `${table.number} ${styles.narrowHides}`;

/** A dead letter a line, the reason in words; those that wait can be chosen. */
export function DeadLetterTable({ rows, chosen, onChoose }: DeadLetterTableProps) {
  const open = rows.filter(({ replayedAt }) => replayedAt === null);
  const all = open.length > 0 && open.every(({ offset }) => chosen.has(offset));
  const toggle = (offset: number) => {
    const next = new Set(chosen);
    if (!next.delete(offset)) next.add(offset);
    onChoose(next);
  };
  return (
    <table className={table.table} aria-label={tabWords["dead-letters"]}>
      <thead>
        <tr>
          <th scope="col" className={table.shrink}>
            <Checkbox
              size="xs"
              aria-label={deadText.selectAll}
              checked={all}
              indeterminate={!all && open.some(({ offset }) => chosen.has(offset))}
              disabled={open.length === 0}
              onChange={() => onChoose(new Set(all ? [] : open.map(({ offset }) => offset)))}
            />
          </th>
          <th scope="col" className={figure}>
            {columns.event}
          </th>
          <th scope="col">{columns.source}</th>
          <th scope="col" className={table.fill}>
            {columns.reason}
          </th>
          <th scope="col" className={figure}>
            {columns.received}
          </th>
          <th scope="col" className={figure}>
            {columns.replayed}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((letter) => (
          <tr key={letter.offset}>
            <td>
              <Checkbox
                size="xs"
                aria-label={`${deadText.select} ${letter.offset}`}
                checked={chosen.has(letter.offset)}
                disabled={letter.replayedAt !== null}
                onChange={() => toggle(letter.offset)}
              />
            </td>
            <td className={figure}>{formatCount(letter.offset)}</td>
            <th scope="row">
              <div className={styles.name}>
                {letter.source} <span className={styles.format}>{letter.format}</span>
              </div>
            </th>
            <td className={table.fill} title={letter.reason}>
              {letter.reason}
            </td>
            <td className={figure}>
              <RelativeTime at={letter.received} />
            </td>
            <td className={figure} title={letter.replayedBy ?? undefined}>
              {letter.replayedAt === null ? null : <RelativeTime at={letter.replayedAt} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
