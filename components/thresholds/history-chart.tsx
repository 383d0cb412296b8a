"use client";

import { ComposedChart, XAxis, YAxis } from "recharts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import chartStyles from "../charts/charts.module.css";
import { yAxisWidth } from "../charts/plot-sizes.ts";
import { TimeAxis } from "../charts/time-axis.tsx";
import { usePlotScales } from "../charts/use-plot-scales.ts";
import { formatScore } from "../display/format.ts";
import styles from "./history.module.css";
import { HistoryMarks, type MarkHandlers } from "./history-marks.tsx";
import type { BandHistory, HistoryChart } from "./prepare-history.ts";
import { thresholdsText } from "./thresholds-text.ts";

const margin = { left: 0, right: 64, top: 12, bottom: 4 } as const;
const axisRoom = 18;
const labelRoom = 6;
/** The layers draw time and thresholds themselves; the axes still want to see a row. */
const oneRow = [{ at: 0 }];
const scoreLabel = (value: number) => formatScore(scoreOfMargin(value));

interface HistoryChartViewProps {
  readonly chart: HistoryChart;
  readonly band: BandHistory;
  /** As a style says it. */
  readonly height: string;
  /** The last one has the axis of time beneath it. */
  readonly isLast: boolean;
  readonly openKey: string | null;
  readonly on: MarkHandlers;
}

/** One threshold over the period: steps between its rails, and a marker wherever it moved. */
export function HistoryChartView({ chart, band, height, isLast, openKey, on }: HistoryChartViewProps) {
  return (
    <ComposedChart
      responsive
      data={oneRow}
      style={{ width: "100%", height: `calc(${height} + ${isLast ? axisRoom : 0}px)` }}
      margin={{ ...margin, bottom: margin.bottom + (isLast ? axisRoom : 0) }}
      accessibilityLayer={false}
    >
      <XAxis hide type="number" dataKey="at" domain={[0, 1]} allowDataOverflow />
      <YAxis
        type="number"
        domain={[...band.axis]}
        allowDataOverflow
        interval={0}
        ticks={[...band.ticks]}
        tickFormatter={scoreLabel}
        width={yAxisWidth}
        tickLine={false}
        axisLine={false}
        tick={{ fontSize: 11, fill: "var(--tl-text-3)" }}
      />
      <Layers chart={chart} band={band} isLast={isLast} openKey={openKey} on={on} />
    </ComposedChart>
  );
}

type LayersProps = Omit<HistoryChartViewProps, "height">;

function Layers({ chart, band, isLast, openKey, on }: LayersProps) {
  const scales = usePlotScales(chart.domain, band.axis);
  if (scales === null) return null;
  const { x, y, left, right, bottom } = scales;
  const now = band.segments.at(-1);
  const spanMs = chart.domain[1] - chart.domain[0];
  return (
    <>
      <g pointerEvents="none">
        <TimeAxis
          ticks={chart.timeTicks}
          scales={scales}
          spanMs={spanMs}
          {...(isLast ? { labelY: bottom + 14 } : {})}
        />
        {band.ticks.map((tick) => (
          <line key={tick} className={styles.gridLine} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
        ))}
        <Bounds band={band} x={x} y={y} left={left} right={right} />
        {band.segments.map(({ from, to, margin: level, estimated }, index) => {
          const before = band.segments[index - 1];
          const rise = before !== undefined && before.to === from ? `M${x(from)},${y(before.margin)}V${y(level)}` : "";
          return (
            <path
              key={`${from} ${to}`}
              className={chartStyles.threshold}
              data-band={band.band}
              data-estimated={estimated}
              d={`${rise}M${x(from)},${y(level)}H${x(to)}`}
            />
          );
        })}
        {now !== undefined && band.current !== null && (
          <text className={styles.currentLabel} x={right + labelRoom} y={y(now.margin) + 4}>
            {formatScore(band.current)}
          </text>
        )}
      </g>
      <HistoryMarks band={band} x={x} y={y} openKey={openKey} on={on} />
    </>
  );
}

interface BoundsProps {
  readonly band: BandHistory;
  readonly x: (ms: number) => number;
  readonly y: (margin: number) => number;
  readonly left: number;
  readonly right: number;
}

/** The room that a guard may use, and the place in it where people put the threshold. */
function Bounds({ band: { bounds }, x, y, left, right }: BoundsProps) {
  if (bounds === null) return null;
  const from = Math.max(left, x(bounds.since));
  const width = right - from;
  // A guard that began after all that is drawn has no room in it.
  if (width <= 0) return null;
  return (
    <g>
      <rect
        className={styles.railArea}
        x={from}
        y={y(bounds.high)}
        width={width}
        height={y(bounds.low) - y(bounds.high)}
      />
      {[bounds.low, bounds.high].map((level) => (
        <line key={level} className={styles.rail} x1={from} x2={right} y1={y(level)} y2={y(level)} />
      ))}
      <line className={styles.anchor} x1={from} x2={right} y1={y(bounds.anchor)} y2={y(bounds.anchor)} />
      <text className={styles.railLabel} x={right + labelRoom} y={y(bounds.high) + 4}>
        {thresholdsText.rails}
      </text>
      <text className={styles.railLabel} x={right + labelRoom} y={y(bounds.low) + 4}>
        {thresholdsText.rails}
      </text>
    </g>
  );
}
