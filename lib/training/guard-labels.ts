import { findWrongLabels, type WrongLabel } from "../models/label-noise/find-wrong-labels.ts";
import { judgeOutOfFold } from "../models/label-noise/judge-out-of-fold.ts";
import { bothClasses } from "../models/label-noise/judged-labels.ts";
import { groupedKFold } from "../stats/splits/grouped-k-fold.ts";
import { type Split, splitsOfFolds } from "../stats/splits/split.ts";

export interface GuardTask {
  /** 1 = attack, 0 = normal, as somebody gave it. */
  readonly labels: Uint8Array;
  /** Rows of one group are no independent witnesses. */
  readonly groups: Int32Array;
  /** Learns on the rows of `train`, and says for those of `test` how likely an attack is. */
  readonly judge: (split: Split) => Float64Array;
}

export interface GuardedLabels {
  /** Rows to learn from, ascending. */
  readonly kept: Int32Array;
  /** Rows whose label is probably wrong. */
  readonly wrong: readonly WrongLabel[];
}

const folds = 5;
/** Models that doubt more of a class have not learnt it, and a rare kind of attack would go with what is wrong. */
const mostShareOfClass = 0.25;

/**
 * Leaves out labels that are probably wrong, by models that have not seen them (confident learning). Null where there are
 * too few groups of either class to learn from some and judge others. One training for each of five folds.
 */
export function guardLabels({ labels, groups, judge }: GuardTask): GuardedLabels | null {
  const groupsOf = (label: number) => new Set(groups.filter((_, row) => labels[row] === label)).size;
  if (Math.min(groupsOf(0), groupsOf(1)) < 2 * folds) return null;
  const splits = splitsOfFolds(groupedKFold(groups, folds), folds);
  const isTeachable = ({ train }: Split) =>
    train.some((row) => labels[row] === 1) && train.some((row) => labels[row] === 0);
  if (!splits.every(isTeachable)) return null;
  const probabilities = judgeOutOfFold(splits, { rows: labels.length, classes: 2 }, (split) =>
    bothClasses(judge(split)),
  );
  const wrong = findWrongLabels({ labels: Int32Array.from(labels), classes: 2, probabilities }, { mostShareOfClass });
  const left = new Set(wrong.map(({ row }) => row));
  return { kept: Int32Array.from(labels.keys()).filter((row) => !left.has(row)), wrong };
}
