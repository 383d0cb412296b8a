import type { FeatureMatrix } from "../data/matrix.ts";
import type { LogisticModel } from "./fit-logistic.ts";

/** The logit of each row. O(rows x columns). RangeError: columns other than the model's. */
export function predictLogits(model: LogisticModel, matrix: FeatureMatrix): Float64Array {
  if (matrix.names.join("\n") !== model.names.join("\n")) {
    throw new RangeError("The matrix has other columns than the model was fitted to.");
  }
  const logits = new Float64Array(matrix.rows).fill(model.intercept);
  for (const [j, column] of matrix.columns.entries()) {
    const coefficient = model.coefficients[j] ?? 0;
    const usual = model.usual[j] ?? 0;
    for (let row = 0; row < matrix.rows; row += 1) {
      const value = column[row] ?? 0;
      logits[row] = (logits[row] ?? 0) + coefficient * (Number.isNaN(value) ? usual : value);
    }
  }
  return logits;
}
