"use client";

import { memo } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { formatCount } from "../display/format.ts";
import styles from "./charts.module.css";
import { CursorLine, PointerArea } from "./cursor-layer.tsx";
import { Glide } from "./glide.tsx";
import { type Scale, skylinePath } from "./paths.ts";
import { chartMargin, yAxisWidth } from "./plot-sizes.ts";
import type { ThreatChart } from "./prepare-threat-chart.ts";
import { useShownChart } from "./shown-chart.ts";
import { TimeAxis } from "./time-axis.tsx";
import { usePlotScales } from "./use-plot-scales.ts";

interface RateChartProps {
  readonly height: string;
  /** Top of the axis, events per second. */
  readonly limit: number;
}

const axisHeight = 22;
const oneRow = [{ start: 0 }];

/** Events per second over time, under the scores and on the same moments; carries the time axis of both. */
export const RateChart = memo(function RateChart({ height, limit }: RateChartProps) {
  return (
    <ComposedChart
      responsive
      data={oneRow}
      style={{ width: "100%", height }}
      margin={{ ...chartMargin, top: 8, bottom: axisHeight }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--tl-line)" />
      <XAxis hide type="number" dataKey="start" domain={[0, 1]} allowDataOverflow />
      <YAxis
        type="number"
        domain={[0, limit]}
        allowDataOverflow
        interval={0}
        ticks={[0, limit]}
        tickFormatter={formatCount}
        width={yAxisWidth}
        tickLine={false}
        axisLine={false}
        tick={{ fontSize: 11, fill: "var(--tl-text-3)" }}
      />
      <RateLayers limit={limit} />
    </ComposedChart>
  );
});

function RateLayers({ limit }: { readonly limit: number }) {
  const { chart, running } = useShownChart();
  const scales = usePlotScales(chart.domain, [0, limit]);
  if (scales === null) return null;
  const { x, y, bottom, right, top, msPerPixel } = scales;
  return (
    <>
      <Glide end={chart.domain[1]} msPerPixel={msPerPixel} running={running} bleed={axisHeight}>
        <TimeAxis
          ticks={chart.timeTicks}
          scales={scales}
          labelY={bottom + 15}
          spanMs={chart.domain[1] - chart.domain[0]}
        />
        <RateShape chart={chart} x={x} y={y} base={bottom} />
      </Glide>
      <text className={styles.axisLabel} x={right + 6} y={top + 10}>
        events/s
      </text>
      <CursorLine chart={chart} scales={scales} />
      <PointerArea chart={chart} scales={scales} testId="rate-plot" />
    </>
  );
}

interface RateShapeProps {
  readonly chart: ThreatChart;
  readonly x: Scale;
  readonly y: Scale;
  readonly base: number;
}

const RateShape = memo(function RateShape({ chart, x, y, base }: RateShapeProps) {
  const runs = chart.runs.map(([from, to]) =>
    chart.points.slice(from, to).map((point) => ({
      x: x(point.start + chart.stepMs / 2),
      y: y(point.rate),
    })),
  );
  return <path className={styles.rate} d={skylinePath(runs, x(chart.stepMs) - x(0), base)} />;
});
