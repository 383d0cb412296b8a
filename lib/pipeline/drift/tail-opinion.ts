import { spotThreshold, startSpot, stepSpot } from "../../thresholds/adapt/spot.ts";

/** Peaks over thresholds speak for shares this rare and rarer; more common ones are counted. */
export const commonestRisk = 1e-3;
/** Margins that the fit begins with, and needs at least. */
const firstMargins = 5000;

export interface TailOpinion {
  /** The margin that the share `risk` of events passes, by the tail of the margins alone. */
  readonly margin: number;
  readonly margins: number;
  readonly peaks: number;
}

/**
 * Where the margins themselves would put the threshold of a share, by SPOT (Siffer et al. 2017): an opinion beside the
 * threshold in force, never its mover, since whoever sends traffic shapes its tail. Oldest margin first; null where
 * there are too few, the share is too common, or all are alike.
 */
export function tailOpinion(margins: ArrayLike<number>, risk: number): TailOpinion | null {
  const values = Array.from(margins);
  if (values.length < firstMargins || !(risk > 0 && risk <= commonestRisk)) return null;
  const first = values.slice(0, firstMargins);
  if (new Set(first).size < firstMargins / 100) return null;
  const state = startSpot(first, { risk });
  for (const value of values.slice(firstMargins)) stepSpot(state, value);
  const margin = spotThreshold(state);
  return Number.isFinite(margin) ? { margin, margins: values.length, peaks: state.seen } : null;
}
