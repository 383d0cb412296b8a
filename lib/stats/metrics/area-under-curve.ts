import { MetricError } from "./metric-result.ts";
import { checkLengths } from "./scored-labels.ts";

/**
 * Area under the points (x, y) by the trapezoidal rule; x must never fall, or never rise. NaN in gives NaN out.
 * MetricError: fewer than two points, lengths that differ, x that goes both ways.
 */
export function areaUnderCurve(x: Float64Array, y: Float64Array): number {
  checkLengths([x.length, y.length]);
  if (x.length < 2) {
    throw new MetricError(`At least 2 points are needed to compute area under curve, but x.shape = ${x.length}`);
  }
  let area = 0;
  let rises = false;
  let falls = false;
  for (let i = 1; i < x.length; i += 1) {
    const step = (x[i] ?? 0) - (x[i - 1] ?? 0);
    if (step < 0) falls = true;
    if (!(step <= 0)) rises = true;
    area += (step * ((y[i] ?? 0) + (y[i - 1] ?? 0))) / 2;
  }
  if (falls && rises) throw new MetricError(`x is neither increasing nor decreasing : [${x.join(" ")}].`);
  return falls ? -area : area;
}
