/**
 * How scores (0-100) spread, in steps of 0.1: what a second, a minute or an hour of the chart is kept as. Histograms
 * of parts add up to the histogram of the whole, so that quantiles of any period are exact to the step.
 */

/** Scores 0.0, 0.1, … 100.0. */
const stepCount = 1001;

export interface ScoreHistogram {
  /** Events in each step. */
  readonly counts: Uint32Array;
  /** Sum of `counts`. */
  total: number;
}

export function createHistogram(): ScoreHistogram {
  return { counts: new Uint32Array(stepCount), total: 0 };
}

/** The step that a score is counted in: rounded to 0.1, held within 0-100. */
function stepOfScore(score: number): number {
  const step = Math.round(score * 10);
  return step < 0 ? 0 : step >= stepCount ? stepCount - 1 : step;
}

/** Counts `times` events of one score; NaN (an event that was not scored) is not counted. */
export function countScore(histogram: ScoreHistogram, score: number, times = 1): void {
  if (Number.isNaN(score)) return;
  const step = stepOfScore(score);
  histogram.counts[step] = (histogram.counts[step] ?? 0) + times;
  histogram.total += times;
}

/** Adds `from` to `into`. */
export function mergeHistogram(into: ScoreHistogram, from: ScoreHistogram): void {
  for (let step = 0; step < stepCount; step += 1) {
    const count = from.counts[step] ?? 0;
    if (count > 0) into.counts[step] = (into.counts[step] ?? 0) + count;
  }
  into.total += from.total;
}

/**
 * Nearest-rank quantile: the smallest score that at least `share` (0-1] of all are at or below. Null without events;
 * share 1 is the maximum.
 */
export function histogramQuantile(histogram: ScoreHistogram, share: number): number | null {
  if (histogram.total === 0) return null;
  if (!(share > 0 && share <= 1)) throw new RangeError(`A quantile's share lies in (0, 1], not at ${share}.`);
  const rank = Math.ceil(share * histogram.total);
  let seen = 0;
  for (let step = 0; step < stepCount; step += 1) {
    seen += histogram.counts[step] ?? 0;
    if (seen >= rank) return step / 10;
  }
  return (stepCount - 1) / 10;
}

function writeVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

/**
 * Sparse bytes: for each step with events the distance from the step before it and the count, as variable-length
 * numbers (7 bits a byte, lowest first). A quiet second takes some 20 bytes, any second at most 4 kB.
 */
export function encodeHistogram(histogram: ScoreHistogram): Uint8Array {
  const out: number[] = [];
  let previous = 0;
  for (let step = 0; step < stepCount; step += 1) {
    const count = histogram.counts[step] ?? 0;
    if (count === 0) continue;
    writeVarint(out, step - previous);
    writeVarint(out, count);
    previous = step;
  }
  return Uint8Array.from(out);
}

export type DecodedHistogram =
  | { readonly ok: true; readonly histogram: ScoreHistogram }
  | { readonly ok: false; readonly reason: string };

/** Reads the numbers of `writeVarint` one after the other; -1 where the bytes end inside one. */
function varintReader(bytes: Uint8Array) {
  let at = 0;
  return {
    done: () => at >= bytes.length,
    next(): number {
      let value = 0;
      for (let weight = 1; weight <= 2 ** 28; weight *= 128) {
        const byte = bytes[at];
        if (byte === undefined) return -1;
        at += 1;
        value += (byte & 0x7f) * weight;
        if (byte < 0x80) return value;
      }
      return -1;
    },
  };
}

/**
 * Adds what `encodeHistogram` wrote to a histogram, without making one in between: charts add up thousands of them.
 * Null, or why the bytes cannot be read; the histogram then holds a part of them and is of no use any more.
 */
export function addEncoded(into: ScoreHistogram, bytes: Uint8Array): string | null {
  const reader = varintReader(bytes);
  let step = 0;
  while (!reader.done()) {
    const distance = reader.next();
    const count = reader.next();
    if (distance < 0 || count < 0) return "The histogram ends in the middle of a number.";
    step += distance;
    if (step >= stepCount) return `The histogram counts a score of ${step / 10}, above 100.`;
    into.counts[step] = (into.counts[step] ?? 0) + count;
    into.total += count;
  }
  return null;
}

/** Reads what `encodeHistogram` wrote. */
export function decodeHistogram(bytes: Uint8Array): DecodedHistogram {
  const histogram = createHistogram();
  const reason = addEncoded(histogram, bytes);
  return reason === null ? { ok: true, histogram } : { ok: false, reason };
}
