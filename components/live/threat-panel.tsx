"use client";

import { useMemo } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { ChartReading } from "../charts/chart-reading.tsx";
import styles from "../charts/charts.module.css";
import { CursorProvider, useNewCursor } from "../charts/cursor-store.ts";
import { prepareThreatChart } from "../charts/prepare-threat-chart.ts";
import { RateChart } from "../charts/rate-chart.tsx";
import { ScoreChart } from "../charts/score-chart.tsx";
import { ShownChartProvider } from "../charts/shown-chart.ts";
import { TimeSlider } from "../charts/time-slider.tsx";
import { useNow } from "../display/clock.ts";
import { Panel } from "../display/panel.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { inStream } from "../url/use-stream.ts";
import { ChartControls } from "./chart-controls.tsx";
import { ChartTable } from "./chart-table.tsx";
import { liveText } from "./live-text.ts";
import type { LiveView } from "./live-view.ts";
import type { LiveData } from "./merge-live.ts";
import { NoEvents } from "./no-events.tsx";
import { useLive } from "./use-live.ts";

interface ThreatPanelProps {
  readonly stream: StreamName;
  readonly view: LiveView;
  /** How far back the data reaches, minutes. */
  readonly reach: number;
}

const heights = { score: "clamp(220px, 30dvh, 420px)", rate: "clamp(84px, 11dvh, 128px)" } as const;
/** Of one row of readings above the chart. */
const readingHeight = "22px";
// Parts, not the whole: the feed's messages, many a second, leave them as they are, and the chart undrawn.
const bucketsOf = (data: LiveData) => data.buckets;
const stepsOf = (data: LiveData) => data.thresholds;
const marksOf = (data: LiveData) => data.alerts;
const noSteps: LiveData["thresholds"] = [];
const noMarks: LiveData["alerts"] = [];

/** The heart of the Live page: what was scored, against which thresholds, and what came of it. */
export function ThreatPanel({ stream, view, reach }: ThreatPanelProps) {
  const range = { stream, minutes: reach, still: view.pausedAt !== null };
  const { data: buckets, error, refetch } = useLive(range, bucketsOf);
  const { data: thresholds = noSteps } = useLive(range, stepsOf);
  const { data: marks = noMarks } = useLive(range, marksOf);
  const cursor = useNewCursor();
  // The second that is still filling is left to the right of the edge, where the chart glides.
  const nowSecond = Math.floor(useNow() / 1000) * 1000 - 1000;
  const end = view.pausedAt ?? nowSecond;
  const chart = useMemo(
    () => (buckets === undefined ? null : prepareThreatChart({ buckets, thresholds, end, minutes: view.minutes })),
    [buckets, thresholds, end, view.minutes],
  );
  const hrefOf = useMemo(
    () => (id: number | null) => inStream(id === null ? "/alerts?sort=severity" : `/alerts?alert=${id}`, stream),
    [stream],
  );
  return (
    <Panel
      title={liveText.chart}
      actions={<ChartControls buckets={buckets} chart={chart} view={view} now={nowSecond} />}
    >
      {chart === null && (
        <div style={{ minHeight: `calc(${heights.score} + ${heights.rate} + ${readingHeight})` }}>
          {error === null && <LoadingState label={liveText.loadingChart} rows={10} />}
          {error !== null && <ErrorState error={error} retry={refetch} />}
        </div>
      )}
      {chart !== null && (
        <CursorProvider value={cursor}>
          <ChartReading chart={chart} />
          {view.asTable ? (
            <ChartTable chart={chart} height={`calc(${heights.score} + ${heights.rate})`} />
          ) : (
            <div className={styles.plot}>
              <ShownChartProvider value={{ chart, marks, running: view.pausedAt === null, hrefOf }}>
                <ScoreChart height={heights.score} />
                <RateChart height={heights.rate} limit={chart.rateLimit} />
              </ShownChartProvider>
              <TimeSlider chart={chart} label={liveText.chartSlider} />
              {chart.points.length === 0 && <NoEvents stream={stream} />}
            </div>
          )}
        </CursorProvider>
      )}
    </Panel>
  );
}
