import { type FilteredRows, partRows } from "./drop-unlikely-labels.ts";
import { checkJudged, type JudgedLabels, probabilityOf } from "./judged-labels.ts";

export interface TrimOptions {
  /** The share that is dropped of each class of each source, in [0, 1). */
  readonly share: number;
}

/**
 * Loss trimming: of each class of each source the given share of rows whose label is least likely is dropped, rounded
 * down (of equals the later rows). By class, or a rare class would pay for all others; by source, or a source could
 * hide its own wrong labels behind the difficult rows of another. `sources` holds a code for each row. O(n log n).
 * RangeError: as `checkJudged`, another number of sources, or a share outside [0, 1).
 */
export function trimLosses(judged: JudgedLabels, sources: Int32Array, { share }: TrimOptions): FilteredRows {
  checkJudged(judged);
  const { labels, classes } = judged;
  if (sources.length !== labels.length) {
    throw new RangeError(`${labels.length} rows need a source each, got ${sources.length}.`);
  }
  if (!(share >= 0 && share < 1)) throw new RangeError(`The share to trim lies in [0, 1), got ${share}.`);
  const parts = new Map<number, number[]>();
  for (const [row, label] of labels.entries()) {
    const name = (sources[row] ?? 0) * classes + label;
    const part = parts.get(name);
    if (part === undefined) parts.set(name, [row]);
    else part.push(row);
  }
  const own = Float64Array.from(labels, (label, row) => probabilityOf(judged, row, label));
  const trimmed = new Set<number>();
  for (const part of parts.values()) {
    // The loss is -ln of the probability: the least likely label has the greatest.
    part.sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0) || b - a);
    for (const row of part.slice(0, Math.floor(share * part.length))) trimmed.add(row);
  }
  return partRows(labels.length, (row) => !trimmed.has(row));
}
