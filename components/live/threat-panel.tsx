"use client";

import { useCallback, useMemo, useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { ChartReading } from "../charts/chart-reading.tsx";
import styles from "../charts/charts.module.css";
import { CursorProvider, useNewCursor } from "../charts/cursor-store.ts";
import { MoveCard } from "../charts/move-card.tsx";
import { RateChart } from "../charts/rate-chart.tsx";
import { ScoreChart } from "../charts/score-chart.tsx";
import { type OpenMove, ShownChartProvider } from "../charts/shown-chart.ts";
import { TimeSlider } from "../charts/time-slider.tsx";
import { Panel } from "../display/panel.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { inStream } from "../url/use-stream.ts";
import { ChartControls } from "./chart-controls.tsx";
import { ChartTable } from "./chart-table.tsx";
import liveStyles from "./live.module.css";
import { liveText } from "./live-text.ts";
import { isNarrowed, type LiveView, standingRange, useLiveView } from "./live-view.ts";
import { NoEvents } from "./no-events.tsx";
import { PartFilter } from "./part-filter.tsx";
import { useThreatChart } from "./use-threat-chart.ts";

interface ThreatPanelProps {
  readonly stream: StreamName;
  readonly view: LiveView;
}

const heights = { score: "clamp(220px, 32dvh, 440px)", rate: "clamp(84px, 11dvh, 128px)" } as const;

/** The heart of the Live page: what was scored, against which thresholds, and what came of it. */
export function ThreatPanel({ stream, view }: ThreatPanelProps) {
  const { chart, marks, models, entity, shown, error, refetch, stale } = useThreatChart(stream, view);
  const { setFixed } = useLiveView();
  const cursor = useNewCursor();
  const running = standingRange(view) === null;
  const hrefOf = useMemo(
    () => (id: number | null) => inStream(id === null ? "/alerts?sort=severity" : `/alerts?alert=${id}`, stream),
    [stream],
  );
  const modelHrefOf = useMemo(
    () => (id: number | null) => inStream(id === null ? "/models" : `/models?model=${id}`, stream),
    [stream],
  );
  const [openMove, setOpenMove] = useState<OpenMove | null>(null);
  // A pinned one stays when the pointer goes on; clicking it again, or another, is a choice.
  const onMove = useCallback((next: OpenMove | null) => {
    setOpenMove((open) => (open?.pinned && !next?.pinned ? open : next));
  }, []);
  const move = chart?.moves.find(({ key }) => key === openMove?.key);
  const failed = chart === null && error !== null;
  return (
    <Panel
      title={liveText.chart}
      actions={
        <div className={liveStyles.chartHead}>
          <PartFilter stream={stream} view={view} entity={entity} />
          <ChartControls stream={stream} chart={chart} view={view} shown={shown} />
        </div>
      }
    >
      <CursorProvider value={cursor}>
        <div className={liveStyles.subhead}>
          {chart !== null && <ChartReading chart={chart} />}
          {chart !== null && error !== null && (
            <p className={liveStyles.notCurrent} role="status">
              {liveText.notCurrent}
            </p>
          )}
        </div>
        {chart === null && (
          <div style={{ minHeight: `calc(${heights.score} + ${heights.rate})` }}>
            {!failed && <LoadingState label={liveText.loadingChart} rows={10} />}
            {failed && <ErrorState error={error} retry={refetch} />}
          </div>
        )}
        {chart !== null && view.asTable && (
          <ChartTable chart={chart} height={`calc(${heights.score} + ${heights.rate})`} />
        )}
        {chart !== null && !view.asTable && (
          <div className={styles.plot} data-stale={stale || error !== null}>
            <ShownChartProvider
              value={{ chart, marks, models, running, hrefOf, modelHrefOf, openMove, onMove, onPick: setFixed }}
            >
              <ScoreChart height={heights.score} />
              <RateChart height={heights.rate} limit={chart.rateLimit} />
            </ShownChartProvider>
            <TimeSlider chart={chart} label={liveText.chartSlider} />
            {move !== undefined && <MoveCard chart={chart} move={move} onClose={() => setOpenMove(null)} />}
            {chart.points.length === 0 && !stale && <NoEvents stream={stream} narrowed={isNarrowed(view)} />}
          </div>
        )}
      </CursorProvider>
    </Panel>
  );
}
