import type { ModelCard } from "../contracts/model-card.ts";
import { type RankedRows, sweep, totalsOf } from "./score-sweep.ts";

const mostPoints = 200;

/** ROC and precision-recall points for a chart: at most 200 each, the ends included, where the curve moves most. */
export function curvesOf(ranked: RankedRows, weights: Float64Array): Pick<ModelCard, "roc" | "precisionRecall"> {
  const totals = totalsOf(ranked.labels, weights);
  const roc = [{ falsePositiveRate: 0, recall: 0 }];
  const precisionRecall: { recall: number; precision: number }[] = [];
  sweep(ranked, weights, (attacks, normals) => {
    roc.push({ falsePositiveRate: share(normals, totals.normals), recall: share(attacks, totals.attacks) });
    precisionRecall.push({ recall: share(attacks, totals.attacks), precision: share(attacks, attacks + normals) });
  });
  return {
    roc: thin(roc, (point) => Math.sqrt(point.falsePositiveRate) + point.recall),
    precisionRecall: thin(precisionRecall, (point) => point.recall + (1 - point.precision)),
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

/** Points about equally far apart by `place`, which grows along the curve but for small steps back. */
function thin<Point>(points: readonly Point[], place: (point: Point) => number): Point[] {
  const ends = points.map(place);
  const step = ((ends.at(-1) ?? 0) - (ends[0] ?? 0)) / (mostPoints - 2);
  const kept: Point[] = [];
  let next = Number.NEGATIVE_INFINITY;
  for (const [i, point] of points.entries()) {
    const at = ends[i] ?? 0;
    const isEnd = i === 0 || i === points.length - 1;
    if (!isEnd && (at < next || kept.length >= mostPoints - 1)) continue;
    kept.push(point);
    next = at + Math.max(step, 0);
  }
  return kept;
}
