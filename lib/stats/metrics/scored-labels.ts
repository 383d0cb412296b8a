import { MetricError } from "./metric-result.ts";

/** Scores beside the truth: what curves and areas are computed from. All arrays have one entry a row. */
export interface ScoredLabels {
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
  /** High = threatening; any scale, finite. */
  readonly scores: Float64Array;
  /** Rows of weight 0 are left out; none given = every row counts once. */
  readonly weights?: Float64Array | undefined;
}

/** Whether the labels are of more than two kinds. */
export function isMulticlass(labels: Uint8Array): boolean {
  return distinctLabels(labels).length > 2;
}

/** The labels that occur, ascending. */
export function distinctLabels(labels: Uint8Array): number[] {
  const seen = new Uint8Array(256);
  for (const label of labels) seen[label] = 1;
  const present: number[] = [];
  for (let label = 0; label < 256; label += 1) if (seen[label] === 1) present.push(label);
  return present;
}

/** Throws a MetricError where scikit-learn's checks of a curve's input would. */
export function checkScoredLabels(input: ScoredLabels): void {
  const present = distinctLabels(input.labels);
  if (present.length > 2) throw new MetricError("multiclass format is not supported");
  checkLengths([input.labels.length, input.scores.length, input.weights?.length]);
  checkFinite(input.scores, "Input");
  if (input.weights !== undefined) checkFinite(input.weights, "Input sample_weight");
  if (present.some((label) => label > 1)) {
    throw new MetricError(
      `y_true takes value in {${present.join(", ")}} and pos_label is not specified: either make y_true take value in {0, 1} or {-1, 1} or pass pos_label explicitly.`,
    );
  }
}

/** Throws a MetricError unless all given lengths are equal; undefined = not given. */
export function checkLengths(lengths: readonly (number | undefined)[]): void {
  const given = lengths.filter((length) => length !== undefined);
  if (given.some((length) => length !== given[0])) {
    throw new MetricError(`Found input variables with inconsistent numbers of samples: [${given.join(", ")}]`);
  }
}

/** Throws a MetricError for NaN or an infinite number; `what` begins the sentence. */
export function checkFinite(values: Float64Array, what: string): void {
  let infinite = false;
  for (const value of values) {
    if (Number.isNaN(value)) throw new MetricError(`${what} contains NaN.`);
    if (value === Infinity || value === -Infinity) infinite = true;
  }
  if (infinite) throw new MetricError(`${what} contains infinity or a value too large for dtype('float64').`);
}
