"use client";

import { memo, useCallback } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { AlarmZone } from "./alarm-zone.tsx";
import { AlertLane } from "./alert-lane.tsx";
import { CursorLine, PointerArea } from "./cursor-layer.tsx";
import { Glide } from "./glide.tsx";
import { ModelLayer } from "./model-layer.tsx";
import { chartMargin, yAxisWidth } from "./plot-sizes.ts";
import { axisMarginOf, axisMargins, axisScores } from "./score-axis.ts";
import { ScoreLayer } from "./score-layer.tsx";
import { useShownChart } from "./shown-chart.ts";
import { ThresholdLabels } from "./threshold-labels.tsx";
import { ThresholdLayer } from "./threshold-layer.tsx";
import { TimeAxis } from "./time-axis.tsx";
import { usePlotScales } from "./use-plot-scales.ts";

const laneHeight = 26;
/** Right of the plot, for the mark of an alert just raised and its count, px. */
const markRoom = 30;
const scoreTicks = axisScores.map(axisMarginOf);
const scoreLabel = (margin: number) => String(Math.round(scoreOfMargin(margin) * 10) / 10);
/** The layers draw the series and time themselves; the axes still want to see a row. */
const oneRow = [{ start: 0 }];

/** Score quantiles, thresholds and alerts over time. */
export const ScoreChart = memo(function ScoreChart({ height }: { readonly height: string }) {
  return (
    <ComposedChart
      responsive
      data={oneRow}
      style={{ width: "100%", height }}
      margin={{ ...chartMargin, top: laneHeight, bottom: 2 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--tl-line)" />
      <XAxis hide type="number" dataKey="start" domain={[0, 1]} allowDataOverflow />
      <YAxis
        type="number"
        domain={[...axisMargins]}
        allowDataOverflow
        interval={0}
        ticks={scoreTicks}
        tickFormatter={scoreLabel}
        width={yAxisWidth}
        tickLine={false}
        axisLine={false}
        tick={{ fontSize: 11, fill: "var(--tl-text-3)" }}
      />
      <ScoreLayers />
    </ComposedChart>
  );
});

function ScoreLayers() {
  const { chart, marks, models, running, hrefOf, modelHrefOf, onMove } = useShownChart();
  const scales = usePlotScales(chart.domain, axisMargins);
  const scoreY = useCallback((score: number) => scales?.y(axisMarginOf(score)) ?? 0, [scales]);
  if (scales === null) return null;
  const { x, top, msPerPixel } = scales;
  return (
    <>
      <PointerArea chart={chart} scales={scales} testId="score-plot" />
      <g pointerEvents="none">
        <Glide end={chart.domain[1]} msPerPixel={msPerPixel} running={running}>
          <TimeAxis ticks={chart.timeTicks} scales={scales} spanMs={chart.domain[1] - chart.domain[0]} />
          <AlarmZone chart={chart} x={x} y={scoreY} top={top} />
          <ScoreLayer chart={chart} x={x} y={scoreY} />
        </Glide>
      </g>
      <Glide end={chart.domain[1]} msPerPixel={msPerPixel} running={running} bleed={laneHeight}>
        <ModelLayer models={models} domain={chart.domain} scales={scales} hrefOf={modelHrefOf} />
        <ThresholdLayer chart={chart} x={x} y={scoreY} onMove={onMove} />
      </Glide>
      <Glide end={chart.domain[1]} msPerPixel={msPerPixel} running={running} bleed={laneHeight} bleedRight={markRoom}>
        <AlertLane marks={marks} domain={chart.domain} x={x} laneY={top - laneHeight / 2} hrefOf={hrefOf} />
      </Glide>
      <ThresholdLabels chart={chart} x={scales.right + 6} y={scoreY} />
      <CursorLine chart={chart} scales={scales} />
    </>
  );
}
