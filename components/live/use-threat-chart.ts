import { useMemo } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { prepareThreatChart, type ThreatChart } from "../charts/prepare-threat-chart.ts";
import { useNow } from "../display/clock.ts";
import { liveRequestOf } from "./live-request.ts";
import { type LiveView, spanOf, standingRange } from "./live-view.ts";
import type { LiveData } from "./merge-live.ts";
import { useLive } from "./use-live.ts";

// Parts, not the whole: the feed's messages, many a second, leave them as they are, and the chart undrawn.
const bucketsOf = (data: LiveData) => data.buckets;
const stepsOf = (data: LiveData) => data.thresholds;
const marksOf = (data: LiveData) => data.alerts;
const modelsOf = (data: LiveData) => data.models;
const secondsOf = (data: LiveData) => data.range.seconds;
const entityOf = (data: LiveData) => data.entity;
const noSteps: LiveData["thresholds"] = [];
const noMarks: LiveData["alerts"] = [];
const noModels: LiveData["models"] = [];
/** A chart of a thousand pixels shows no more moments than this. */
const mostMoments = 1200;

/** What is shown now: a range that stands still, or the last minutes, moving on as often as that can be seen. */
function useShownRange(view: LiveView): TimeRange {
  // The second that is still filling is left to the right of the edge, where the chart glides.
  const second = Math.floor(useNow() / 1000) * 1000 - 1000;
  const span = spanOf(view);
  const tick = Math.max(1000, Math.floor(span / mostMoments / 1000) * 1000);
  const to = Math.ceil(second / tick) * tick;
  return standingRange(view) ?? { from: to - span, to };
}

/** The threat chart of a view: prepared once for drawing, table and file. Null until there is something to show. */
export function useThreatChart(stream: StreamName, view: LiveView) {
  const asked = liveRequestOf(stream, view);
  const { data: buckets, error, refetch, isPlaceholderData } = useLive(asked, bucketsOf);
  const { data: thresholds = noSteps } = useLive(asked, stepsOf);
  const { data: marks = noMarks } = useLive(asked, marksOf);
  const { data: models = noModels } = useLive(asked, modelsOf);
  const { data: seconds = 1 } = useLive(asked, secondsOf);
  const { data: entity = null } = useLive(asked, entityOf);
  const { from, to } = useShownRange(view);
  const chart = useMemo<ThreatChart | null>(
    () => (buckets === undefined ? null : prepareThreatChart({ buckets, thresholds, range: { from, to }, seconds })),
    [buckets, thresholds, from, to, seconds],
  );
  return { chart, marks, models, entity, shown: { from, to }, error, refetch, stale: isPlaceholderData };
}
