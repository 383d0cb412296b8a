import type { FieldEstimates } from "../../lib/contracts/thresholds.ts";
import { percent } from "./percent.ts";

/** A figure from the field with its interval, or what is sure of it: `84 % (71 % – 92 %)`. */
export function figureWords(figure: FieldEstimates["recall"]): string {
  if (figure.kind === "interval") {
    const { estimate, interval } = figure;
    return `${percent(estimate)} (${percent(interval.low)} – ${percent(interval.high)})`;
  }
  return figure.atLeast === null || figure.atLeast === 0 ? "not known" : `at least ${percent(figure.atLeast)}`;
}
