import { type LabelledTable, takeLabelledRows } from "../models/data/frame.ts";
import { scoreDetector } from "../models/detector/score-detector.ts";
import { createRandom } from "../stats/random.ts";
import type { TreeOptions } from "./fit-trees.ts";
import { fitGrouped, type GroupedTable, judgeSplit, splitGrouped, takeGrouped } from "./judge-table.ts";
import { rankFigures, rankRows } from "./score-sweep.ts";
import type { TableCandidate } from "./table-detectors.ts";
import { beginStep, type TrainingHooks } from "./training-step.ts";

/** What a choice was made by: means of the area under the ROC curve and the share found at 1 % false alarms. */
export interface ComparedCandidate {
  readonly name: TableCandidate["name"];
  /** Over folds, of attacks like those of training. */
  readonly known: number;
  /** Over families that were left out of training; null where the table tells fewer than three apart. */
  readonly unseen: number | null;
}

/** More rows would make a choice slow and hardly better. */
const mostRows = 15_000;
const folds = 3;
const mostFamilies = 4;
const leastFamilies = 3;
const leastOfFamily = 20;

/**
 * Compares the candidates on a sample of the table: on folds that keep copies together, and, where the table tells attack
 * families apart, on families that training had none of, both counting the same. The best first; of equals the one that was named first.
 */
export function chooseDetector(
  whole: GroupedTable,
  candidates: readonly TableCandidate[],
  trees: TreeOptions,
  hooks: TrainingHooks,
): { readonly chosen: TableCandidate; readonly compared: readonly ComparedCandidate[] } {
  const rows = takeGrouped(whole, sampleRows(whole.table, trees.seed));
  const families = familiesToLeave(rows.table);
  const compared = candidates.map((candidate, i) => {
    beginStep(hooks, i / candidates.length, `Comparing on a sample: ${candidate.name}`);
    const known = splitGrouped(rows, folds).map((split) => {
      const { rocAuc, tprAtFpr1 } = judgeSplit(rows, split, candidate, trees);
      return (rocAuc + tprAtFpr1) / 2;
    });
    const unseen = families.map((family) => judgeUnseen(rows, family, candidate, trees));
    return { name: candidate.name, known: meanOf(known), unseen: unseen.length === 0 ? null : meanOf(unseen) };
  });
  const worth = ({ known, unseen }: ComparedCandidate) => (unseen === null ? known : (known + unseen) / 2);
  const best = compared.reduce((left, right) => (worth(right) > worth(left) ? right : left));
  const chosen = candidates.find(({ name }) => name === best.name) ?? candidates[0];
  if (chosen === undefined) throw new RangeError("There is nothing to choose from.");
  return { chosen, compared };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Rows of rare types as they are, those of others thinned alike. */
function sampleRows({ labels, type }: LabelledTable, seed: number): Int32Array {
  const every = Int32Array.from(labels.keys());
  if (labels.length <= mostRows) return every;
  const counts = new Map<number, number>();
  for (const code of type.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const least = mostRows / (4 * Math.max(1, counts.size));
  const share = mostRows / labels.length;
  const random = createRandom(seed).fork("sample of a table");
  return every.filter((row) => random.fraction() < Math.max(share, least / (counts.get(type.codes[row] ?? -1) ?? 1)));
}

/** The largest families of attacks; none where there are too few to learn from the others. */
function familiesToLeave({ labels, family }: LabelledTable): number[] {
  const counts = new Map<number, number>();
  for (const [row, code] of family.codes.entries()) {
    if (labels[row] === 1) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const found = [...counts].filter(([, count]) => count >= leastOfFamily).sort(([, a], [, b]) => b - a);
  return found.length < leastFamilies ? [] : found.slice(0, mostFamilies).map(([code]) => code);
}

/** Trained without the family and without a fifth of the normal rows, judged by both. */
function judgeUnseen(rows: GroupedTable, family: number, candidate: TableCandidate, trees: TreeOptions): number {
  const { table } = rows;
  const [held] = splitGrouped(rows, 5);
  const isHeld = new Set(held?.test ?? []);
  const isLeft = (row: number) => (table.labels[row] === 1 ? table.family.codes[row] === family : isHeld.has(row));
  const every = Int32Array.from(table.labels.keys());
  const learnt = takeGrouped(
    rows,
    every.filter((row) => !isLeft(row) && !(table.labels[row] === 1 && isHeld.has(row))),
  );
  const { detector } = fitGrouped(learnt, candidate, trees, `without a family ${trees.seed}`);
  const left = takeLabelledRows(table, every.filter(isLeft));
  const { scores } = scoreDetector(detector, left.frame);
  const ones = new Float64Array(left.labels.length).fill(1);
  const { rocAuc, tprAtFpr1 } = rankFigures(rankRows(scores, left.labels), ones);
  return (rocAuc + tprAtFpr1) / 2;
}
