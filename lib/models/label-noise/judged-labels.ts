/** Labels, and what models that have not seen a row say of it: in-fold probabilities would praise wrong labels too. */
export interface JudgedLabels {
  /** Class of each row as somebody gave it, 0 to classes - 1. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Probability of every class out of fold, row after row (rows x classes). */
  readonly probabilities: Float64Array;
}

/** What the models say of a class of the row. */
export function probabilityOf({ classes, probabilities }: JudgedLabels, row: number, label: number): number {
  return probabilities[row * classes + label] ?? Number.NaN;
}

/** Throws a RangeError unless there is a label that exists for each row and a probability for each of its classes. */
export function checkJudged({ labels, classes, probabilities }: JudgedLabels): void {
  if (!(Number.isInteger(classes) && classes >= 2)) {
    throw new RangeError(`Label noise needs two classes or more, got ${classes}.`);
  }
  if (probabilities.length !== labels.length * classes) {
    throw new RangeError(
      `${labels.length} labels of ${classes} classes need as many probabilities each, got ${probabilities.length}.`,
    );
  }
  const stray = labels.find((label) => label < 0 || label >= classes);
  if (stray !== undefined) throw new RangeError(`Label ${stray} is not one of ${classes} classes.`);
  if (!probabilities.every((p) => p >= 0 && p <= 1)) throw new RangeError("Probabilities lie in [0, 1].");
}

/** The probabilities of two classes for each row, from that of class 1. */
export function bothClasses(ofOne: Float64Array): Float64Array {
  const both = new Float64Array(ofOne.length * 2);
  for (const [row, p] of ofOne.entries()) {
    both[row * 2] = 1 - p;
    both[row * 2 + 1] = p;
  }
  return both;
}
