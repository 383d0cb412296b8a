"use client";

import { createContext, useContext } from "react";
import type { AlertMark, ModelMark } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import type { ThreatChart } from "./prepare-threat-chart.ts";

export interface OpenMove {
  readonly key: string;
  readonly pinned: boolean;
}

/** What the charts of one view draw. */
export interface ShownChart {
  readonly chart: ThreatChart;
  readonly marks: readonly AlertMark[];
  /** Changes of the trained model. */
  readonly models: readonly ModelMark[];
  /** It follows time, and may glide. */
  readonly running: boolean;
  /** Where a mark leads: to its alert, or, for several alerts, to the list with the worst first. */
  readonly hrefOf: (alertId: number | null) => string;
  /** Where the mark of a model leads. */
  readonly modelHrefOf: (modelId: number | null) => string;
  /** The marker of a threshold's move that is read, by its key; pinned stays when the pointer leaves. */
  readonly openMove: OpenMove | null;
  readonly onMove: (open: OpenMove | null) => void;
  /** A range was dragged over. */
  readonly onPick: (range: TimeRange) => void;
}

const ShownChartContext = createContext<ShownChart | null>(null);

/**
 * Hands the drawing layers what they draw past the chart frames: a frame with its axes is laid out once, and only the
 * layers inside are drawn again each second.
 */
export const ShownChartProvider = ShownChartContext.Provider;

/** What to draw. Only inside a `ShownChartProvider`. */
export function useShownChart(): ShownChart {
  const shown = useContext(ShownChartContext);
  if (shown === null) throw new Error("A chart layer is used outside its view.");
  return shown;
}
