import type { FeatureMatrix } from "../data/matrix.ts";

/** What classifying trees learn from. */
export interface LabelledRows {
  readonly matrix: FeatureMatrix;
  /** Class of each row, 0 to classes - 1. */
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  /** How much each row counts; 1 where nothing is given. */
  readonly weights?: Float64Array;
  /** "balanced": all classes weigh the same together; or how much each counts. Multiplied into the rows' weights. */
  readonly classWeights?: "balanced" | readonly number[];
}

/** How much each row counts, its class's weight included. */
export function weighRows({ matrix, labels, classes, weights, classWeights }: LabelledRows): Float64Array {
  const own = weights === undefined ? new Float64Array(matrix.rows).fill(1) : weights;
  if (classWeights === undefined) return own;
  const sums = new Float64Array(classes);
  for (const [row, weight] of own.entries()) sums[labels[row] ?? 0] = (sums[labels[row] ?? 0] ?? 0) + weight;
  const total = sums.reduce((sum, weight) => sum + weight, 0);
  const byClass =
    classWeights === "balanced" ? sums.map((sum) => (sum > 0 ? total / (classes * sum) : 0)) : classWeights;
  return own.map((weight, row) => weight * (byClass[labels[row] ?? 0] ?? 1));
}

/** RangeError: labels that are no classes, weights or labels that are not one a row, or no rows at all. */
export function checkLabelledRows({ matrix, labels, classes, weights, classWeights }: LabelledRows): void {
  const { rows } = matrix;
  if (!(Number.isInteger(classes) && classes >= 2 && classes <= 256))
    throw new RangeError(`There must be 2 to 256 classes, not ${classes}.`);
  if (rows === 0) throw new RangeError("There are no rows to learn from.");
  if (labels.length !== rows) throw new RangeError(`There are ${labels.length} labels for ${rows} rows.`);
  if (weights !== undefined && weights.length !== rows)
    throw new RangeError(`There are ${weights.length} weights for ${rows} rows.`);
  if (Array.isArray(classWeights) && classWeights.length !== classes)
    throw new RangeError(`There are ${classWeights.length} class weights for ${classes} classes.`);
  if (weights?.every((weight) => weight === 0)) throw new RangeError("All rows have the weight 0.");
  for (let row = 0; row < rows; row += 1) {
    const label = labels[row] ?? -1;
    if (!(Number.isInteger(label) && label >= 0 && label < classes))
      throw new RangeError(`The label ${label} of row ${row} is none of ${classes} classes.`);
    if (weights !== undefined && !((weights[row] ?? -1) >= 0))
      throw new RangeError(`The weight of row ${row} is negative or missing.`);
  }
}
