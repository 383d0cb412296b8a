"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { bandNames, type ChartPoint, type ThreatChart, thresholdsAt } from "../charts/prepare-threat-chart.ts";
import { formatMoment } from "../charts/time-ticks.ts";
import { formatCount, formatRate, formatScore } from "../display/format.ts";
import { Spacer, spacersOf } from "../display/table-spacer.tsx";
import styles from "./chart-table.module.css";

const rowHeight = 24;
const columns = [
  "Time",
  "Events/s",
  "p50",
  "p95",
  "p99",
  "Max",
  "Notify",
  "Approve",
  "Auto",
  "Over notify",
  "Alerts",
] as const;
const score = (value: number | null) => (value === null ? "–" : formatScore(value));

function cellsOf(chart: ThreatChart, point: ChartPoint): string[] {
  const inForce = thresholdsAt(chart, point.start);
  return [
    formatMoment(point.start, chart.domain[1] - chart.domain[0]),
    formatRate(point.rate),
    ...[point.p50, point.p95, point.p99, point.max].map(score),
    ...bandNames.map((band) => (inForce[band] === null ? "off" : score(inForce[band]))),
    formatCount(point.flagged),
    formatCount(point.alerts),
  ];
}

/** The chart as a table, newest first: the same buckets, the same numbers. Only rows in sight are in the page. */
export function ChartTable({ chart, height }: { readonly chart: ThreatChart; readonly height: string }) {
  const scroller = useRef<HTMLElement>(null);
  const rows = [...chart.points].reverse();
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
            {columns.map((name) => (
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
                {cellsOf(chart, point).map((cell, column) => (
                  <td key={columns[column] ?? ""}>{cell}</td>
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
