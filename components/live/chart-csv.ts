import type { ThreatChart } from "../charts/prepare-threat-chart.ts";
import { chartRows } from "./chart-rows.ts";

/** The chart's numbers as text, one line a bucket: what the chart and the table show, unrounded. */
export function chartCsv(chart: ThreatChart): string {
  const header = "time,seconds,events,events_per_second,p50,p95,p99,max,notify,approve,auto,flagged,alerts";
  const lines = chartRows(chart).map((row) => {
    const { start, seconds, n, rate, p50, p95, p99, max, notify, approve, auto, flagged, alerts } = row;
    const values = [new Date(start).toISOString(), seconds, n, rate, p50, p95, p99, max, notify, approve, auto];
    return [...values, flagged, alerts].map((value) => value ?? "").join(",");
  });
  return `${[header, ...lines].join("\r\n")}\r\n`;
}

/** Saves the chart's numbers as a file. */
export function downloadCsv(chart: ThreatChart): void {
  const url = URL.createObjectURL(new Blob([chartCsv(chart)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `tideline-${new Date(chart.domain[1]).toISOString().slice(0, 19).replaceAll(":", "")}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
