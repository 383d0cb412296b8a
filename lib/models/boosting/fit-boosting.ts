import { createRandom, type Random } from "../../stats/random.ts";
import { type BinnedColumns, binColumns } from "../trees/binned-columns.ts";
import { joinTrees, takeTree } from "../trees/join-trees.ts";
import { checkLabelledRows, type LabelledRows, weighRows } from "../trees/labelled-rows.ts";
import { scoreMatrix } from "../trees/score-matrix.ts";
import { countTrees, type GrownTree } from "../trees/tree-ensemble.ts";
import { answerBinned } from "./answer-binned.ts";
import type { BoostedModel } from "./boosted-model.ts";
import { drawPart } from "./draw-part.ts";
import { type GrowthRules, type GrowthSpace, growTree } from "./grow-tree.ts";
import { baseMargins, fillGradients, fillProbabilities, type LossRows, meanLogLoss } from "./loss.ts";
import { type BoostingOptions, completeOptions } from "./options.ts";
import { placeByRow } from "./row-places.ts";

export interface BoostingTask extends LabelledRows {
  /** New trees go on from this model's margins and are put behind its own. */
  readonly continueFrom?: BoostedModel;
  readonly options?: Partial<BoostingOptions>;
  /** Called after each round; "stop" ends the fit with the trees so far. */
  readonly onRound?: (round: BoostingRound) => "continue" | "stop";
}

export interface BoostingRound {
  /** Rounds done. */
  readonly round: number;
  /** Log-loss on the later rows, null where none are kept back. */
  readonly laterLoss: number | null;
}

/**
 * Gradient boosting on histograms (Friedman 2001; Ke et al. 2017): binary by log-odds, more classes by softmax with a
 * tree for each. The same task gives the same model, bit for bit. O(rounds x rows x columns); memory about 4 bytes a cell
 * and 60 a row. RangeError: labels that are no classes, options that make no sense.
 */
export function fitBoosting(task: BoostingTask): BoostedModel {
  const options = completeOptions(task.options ?? {});
  const fit = startFit(task, options);
  const trees: GrownTree[] = [];
  let best = { loss: Number.POSITIVE_INFINITY, round: 0 };
  for (let round = 1; round <= options.rounds; round += 1) {
    trees.push(...growRound(fit, round));
    const laterLoss = fit.trainRows < fit.rows ? meanLogLoss(fit.loss, fit.trainRows, fit.rows) : null;
    if (laterLoss !== null && laterLoss < best.loss) best = { loss: laterLoss, round };
    if (task.onRound?.({ round, laterLoss }) === "stop") break;
    if (laterLoss !== null && round - best.round >= (options.earlyStopping?.patience ?? options.rounds)) break;
  }
  const kept = fit.trainRows < fit.rows ? trees.slice(0, best.round * fit.loss.outputs) : trees;
  const before = task.continueFrom?.ensemble;
  const first = before === undefined ? [] : Array.from({ length: countTrees(before) }, (_, t) => takeTree(before, t));
  const shape = { features: task.matrix.columns.length, outputs: fit.loss.outputs, leafWidth: 1 };
  return { kind: "boosting", classes: task.classes, base: fit.base, ensemble: joinTrees([...first, ...kept], shape) };
}

interface Fit {
  readonly options: BoostingOptions;
  readonly rules: GrowthRules;
  readonly loss: LossRows;
  readonly base: Float64Array;
  readonly space: GrowthSpace;
  readonly probabilities: Float64Array;
  readonly rows: number;
  readonly trainRows: number;
}

function startFit(task: BoostingTask, options: BoostingOptions): Fit {
  const { matrix, labels, classes } = task;
  const { rows } = matrix;
  checkTask(task);
  const outputs = classes > 2 ? classes : 1;
  const trainRows = rows - Math.floor(rows * (options.earlyStopping?.share ?? 0));
  const weights = weighRows(task);
  const binned = binColumns(matrix, trainRows, options.bins);
  const base = task.continueFrom?.base ?? baseMargins(labels, weights, classes, trainRows);
  const margins = new Float64Array(rows * outputs);
  for (let i = 0; i < margins.length; i += 1) margins[i] = base[i % outputs] ?? 0;
  if (task.continueFrom !== undefined) scoreMatrix(task.continueFrom.ensemble, matrix, margins);
  return {
    options,
    rules: options,
    base,
    rows,
    trainRows,
    loss: { labels, weights, margins, outputs },
    probabilities: new Float64Array(trainRows * outputs),
    space: {
      binned,
      places: placeByRow(binned, trainRows),
      rows: {
        gradient: new Float32Array(trainRows),
        hessian: new Float32Array(trainRows),
        order: new Int32Array(trainRows),
      },
      spare: new Int32Array(trainRows),
      pool: [],
    },
  };
}

function checkTask(task: BoostingTask): void {
  checkLabelledRows(task);
  const { continueFrom, classes, matrix, options } = task;
  const unordered = matrix.categories.findIndex(
    (count, column) => count > 0 && (options?.monotone?.[column] ?? 0) !== 0,
  );
  if (unordered >= 0)
    throw new RangeError(`Column ${matrix.names[unordered]} has categories, which cannot rise or fall.`);
  if (continueFrom === undefined) return;
  if (continueFrom.classes !== classes || continueFrom.ensemble.features !== matrix.columns.length)
    throw new RangeError("The model to go on from has other classes or columns.");
}

/** One tree for each output, all from the probabilities at the round's start. */
function growRound(fit: Fit, round: number): GrownTree[] {
  const { options, loss, space, probabilities, trainRows } = fit;
  fillProbabilities(loss, trainRows, probabilities);
  const random = createRandom(`${options.seed}/boosting/${round}`);
  const trees: GrownTree[] = [];
  for (let output = 0; output < loss.outputs; output += 1) {
    fillGradients(loss, { probabilities, output, rows: trainRows }, space.rows);
    const own = random.fork(String(output));
    const used = drawPart(own.fork("rows"), options.rowShare, space.rows.order);
    const allowed = allowColumns(own.fork("columns"), options.columnShare, space.binned);
    const { tree, leaves } = growTree(space, { rows: used, rules: fit.rules, allowed });
    for (const { from, to, answer } of leaves) addAnswer(loss, output, { order: space.rows.order, from, to, answer });
    answerOthers(fit, tree, output, used);
    trees.push(tree);
  }
  return trees;
}

function allowColumns(random: Random, share: number, { columns }: BinnedColumns): Uint8Array {
  const chosen = new Int32Array(columns.length);
  const count = drawPart(random, share, chosen);
  const allowed = new Uint8Array(columns.length);
  for (let i = 0; i < count; i += 1) allowed[chosen[i] ?? 0] = 1;
  return allowed;
}

function addAnswer(
  { margins, outputs }: LossRows,
  output: number,
  { order, from, to, answer }: { order: Int32Array; from: number; to: number; answer: number },
): void {
  for (let i = from; i < to; i += 1) {
    const at = (order[i] ?? 0) * outputs + output;
    margins[at] = (margins[at] ?? 0) + answer;
  }
}

/** Rows that did not grow the tree (left out of its draw, or kept back for stopping) are answered by walking it. */
function answerOthers({ loss, space, trainRows, rows }: Fit, tree: GrownTree, output: number, used: number): void {
  const { order } = space.rows;
  const walk = answerBinned(tree, space.binned);
  const answerRow = (row: number) => {
    const at = row * loss.outputs + output;
    loss.margins[at] = (loss.margins[at] ?? 0) + walk(row);
  };
  for (let i = used; i < trainRows; i += 1) answerRow(order[i] ?? 0);
  for (let row = trainRows; row < rows; row += 1) answerRow(row);
}
