"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { ThreatChart } from "../charts/prepare-threat-chart.ts";
import { Spacer, spacersOf } from "../display/table-spacer.tsx";
import { chartColumns, chartRows } from "./chart-rows.ts";
import styles from "./chart-table.module.css";

const rowHeight = 24;
/** The chart as a table, newest first: the same buckets, the same numbers. Only rows in sight are in the page. */
export function ChartTable({ chart, height }: { readonly chart: ThreatChart; readonly height: string }) {
  const scroller = useRef<HTMLElement>(null);
  const rows = chartRows(chart).reverse();
  const spanMs = chart.domain[1] - chart.domain[0];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const { before, after } = spacersOf(items, virtual.getTotalSize());
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      style={{ height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Numbers of the chart"
    >
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {chartColumns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map(({ index }) => {
            const point = rows[index];
            return point === undefined ? null : (
              <tr key={point.start} aria-rowindex={index + 2}>
                {chartColumns.map(({ name, cell }) => (
                  <td key={name}>{cell(point, spanMs)}</td>
                ))}
              </tr>
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </section>
  );
}
