import { checkJudged, type JudgedLabels, probabilityOf } from "./judged-labels.ts";

export interface ConfidentJoint {
  /** For each class the probability from which a row counts as confidently of it; NaN for a class without rows. */
  readonly thresholds: Float64Array;
  /** Rows labelled i that are confidently of class j, at i x classes + j. */
  readonly counts: Int32Array;
  /** Estimated share of all rows that are labelled i and truly j; adds up to 1. */
  readonly joint: Float64Array;
}

/**
 * Which labels are mistaken for which, by confident learning (Northcutt, Jiang & Chuang, JAIR 2021). A class's threshold
 * is the mean probability of it over the rows labelled so, which allows for models that are unsure of a whole class. A
 * row counts as of the likeliest class among those whose threshold it reaches (the first of equals), as of none where it
 * reaches none. O(rows x classes). RangeError: no row, or lengths, labels or probabilities that cannot be.
 */
export function confidentJoint(judged: JudgedLabels): ConfidentJoint {
  checkJudged(judged);
  const { labels, classes } = judged;
  if (labels.length === 0) throw new RangeError("Label noise needs at least one row.");
  const thresholds = classThresholds(judged);
  const counts = new Int32Array(classes * classes);
  for (const [row, label] of labels.entries()) {
    const likely = confidentClass(judged, thresholds, row);
    if (likely !== null) counts[label * classes + likely] = (counts[label * classes + likely] ?? 0) + 1;
  }
  return { thresholds, counts, joint: jointOf(judged, counts) };
}

function classThresholds(judged: JudgedLabels): Float64Array {
  const { labels, classes } = judged;
  const sums = new Float64Array(classes);
  const rows = new Int32Array(classes);
  const most = new Float64Array(classes);
  for (const [row, label] of labels.entries()) {
    const p = probabilityOf(judged, row, label);
    sums[label] = (sums[label] ?? 0) + p;
    rows[label] = (rows[label] ?? 0) + 1;
    most[label] = Math.max(most[label] ?? 0, p);
  }
  // A mean of equal numbers can be rounded above all of them, and then no row would reach it.
  return sums.map((sum, label) => Math.min(sum / (rows[label] ?? 0), most[label] ?? 0));
}

function confidentClass(judged: JudgedLabels, thresholds: Float64Array, row: number): number | null {
  let best: number | null = null;
  for (let label = 0; label < judged.classes; label += 1) {
    const p = probabilityOf(judged, row, label);
    if (!(p >= (thresholds[label] ?? Number.NaN))) continue;
    if (best === null || p > probabilityOf(judged, row, best)) best = label;
  }
  return best;
}

/** Every class's counts are scaled to all rows labelled so: those that are confidently of nothing are shared out alike. */
function jointOf({ labels, classes }: JudgedLabels, counts: Int32Array): Float64Array {
  const rows = new Int32Array(classes);
  for (const label of labels) rows[label] = (rows[label] ?? 0) + 1;
  const joint = new Float64Array(classes * classes);
  for (let label = 0; label < classes; label += 1) {
    const own = counts.subarray(label * classes, (label + 1) * classes);
    const confident = own.reduce((sum, count) => sum + count, 0);
    for (const [likely, count] of own.entries()) {
      if (confident > 0) joint[label * classes + likely] = (count / confident) * ((rows[label] ?? 0) / labels.length);
    }
  }
  return joint;
}
