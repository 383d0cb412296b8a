import type { ModelCard } from "../contracts/model-card.ts";
import { featureNames } from "../features/feature-table.ts";
import type { Champion } from "../models/champion/champion.ts";
import { createRandom } from "../stats/random.ts";
import type { Split } from "../stats/splits/split.ts";
import { compareImbalance } from "./compare-imbalance.ts";
import { importanceOf } from "./feature-importance.ts";
import { fitKinds } from "./fit-kinds.ts";
import { fitTrees, type ImbalanceMethod, type TreeOptions } from "./fit-trees.ts";
import { drawBackground, normalLogOdds, usualValues } from "./normal-life.ts";
import { falseAlarmRule, neymanPearsonScore } from "./operating-point-of.ts";
import { type JudgedFold, judgeFold, planFolds } from "./out-of-fold.ts";
import { calibrate, fitStackOf, joinFolds, logOddsOf } from "./stack-champion.ts";
import { type TestedChampion, testChampion } from "./test-champion.ts";
import type { TrainingRows } from "./training-rows.ts";
import { beginStep, TrainingCancelled, type TrainingHooks, TrainingRefused } from "./training-step.ts";
import { type CardWords, writeCard } from "./write-card.ts";

export interface ChampionTask {
  readonly training: TrainingRows;
  /** Rows of a later time, of other campaigns, that nothing here learns from. */
  readonly test: TrainingRows;
  /** Every attack of the test is of a variant that training has not seen. */
  readonly testIsUnseen: boolean;
  readonly options: TreeOptions;
  /** Ways to treat few attacks that the card compares with the chosen one, on the same folds. */
  readonly compared: readonly ImbalanceMethod[];
  readonly words: CardWords;
}

export interface FittedChampion {
  readonly champion: Champion;
  /** All but what only a clock and a process know. */
  readonly card: Omit<ModelCard, "seconds" | "peakMemoryMb">;
}

const splits = 4;
/** What fewer normal events say of a tail is not worth a threshold (and is not served). */
const leastNormal = 200;
const leastAttacks = 10;

/**
 * A champion and its card from labelled rows. Parts of the history in time are each judged by trees fitted to what came
 * before; those answers weigh trees against the untrained detectors (logistic stacking), the latest of them calibrate,
 * and those of normal events are the frozen reference. Trees are then fitted to all training rows. The test is judged at
 * the very end, once. The same task gives the same bytes. TrainingRefused: too little to learn from.
 */
export function fitChampion(task: ChampionTask, hooks: TrainingHooks = {}): FittedChampion {
  checkTask(task);
  const { training, options } = task;
  const random = createRandom(options.seed).fork("champion");
  const folds = judgeFolds(task, hooks);
  beginStep(hooks, 0.5, "Weighing the parts and calibrating");
  const { champion, threshold } = assemble(task, folds, hooks);
  beginStep(hooks, 0.75, "Testing on what was held out");
  const tested: TestedChampion = testChampion(
    { champion, threshold, training, test: task.test, testIsUnseen: task.testIsUnseen },
    random.fork("test"),
  );
  beginStep(hooks, 0.85, "Measuring what each feature is worth");
  const importance = importanceOf(training, folds, champion.stack, random.fork("importance"));
  const methods = task.compared.length === 0 ? [] : [options.imbalance, ...task.compared];
  const imbalance = methods.map((method) => {
    beginStep(hooks, 0.9, `Comparing ways to treat few attacks: ${method}`);
    return compareImbalance(training, folds, { ...options, imbalance: method });
  });
  beginStep(hooks, 0.99, "Writing the card");
  const card = writeCard({ task, champion, tested, importance, imbalance, folds: folds.length });
  return { champion, card };
}

function checkTask({ training, test }: ChampionTask): void {
  for (const [rows, name] of [
    [training, "training"],
    [test, "test"],
  ] as const) {
    const attacks = rows.labels.reduce((sum, label) => sum + label, 0);
    if (attacks < leastAttacks || rows.rows - attacks < leastNormal) {
      throw new TrainingRefused(
        `The ${name} data have ${attacks} attack rows and ${rows.rows - attacks} normal ones; at least ${leastAttacks} and ${leastNormal} are needed.`,
      );
    }
  }
}

function judgeFolds({ training, options }: ChampionTask, hooks: TrainingHooks): JudgedFold[] {
  const planned = planFolds(training, splits);
  if (planned.length < 2) {
    throw new TrainingRefused("The attacks lie too close together in time to learn from some and check on others.");
  }
  return planned.map((split: Split, fold) => {
    beginStep(hooks, (0.45 * fold) / planned.length, `Learning from the past, part ${fold + 1} of ${planned.length}`);
    return judgeFold(training, split, (train) => fitTrees(training, train, options, watch(hooks)));
  });
}

function watch(hooks: TrainingHooks): () => "continue" {
  return () => {
    if (hooks.isCancelled?.() === true) throw new TrainingCancelled();
    return "continue";
  };
}

function assemble(
  { training, options, words }: ChampionTask,
  folds: readonly JudgedFold[],
  hooks: TrainingHooks,
): { readonly champion: Champion; readonly threshold: number } {
  const all = joinFolds(training, folds);
  const stack = fitStackOf(joinFolds(training, folds.slice(0, -1)));
  const latest = joinFolds(training, folds.slice(-1));
  const logOdds = logOddsOf(all, stack);
  const everyRow = Int32Array.from({ length: training.rows }, (_, row) => row);
  beginStep(hooks, 0.55, "Fitting the trees to all training rows");
  const trees = fitTrees(training, everyRow, options, watch(hooks));
  beginStep(hooks, 0.68, "Learning what kinds of attack look like");
  const champion: Champion = {
    features: featureNames,
    trees,
    stack,
    calibration: calibrate(logOddsOf(latest, stack), latest),
    normal: normalLogOdds(all, logOdds),
    usual: usualValues(training),
    background: drawBackground(training, createRandom(options.seed).fork("background")),
    kinds: fitKinds(training, options.seed),
    calibratedOn: words.calibratedOn,
  };
  return { champion, threshold: thresholdOf(all.labels, all.weights, logOdds) };
}

/** Log-odds at which at most one normal event in 100 is reported, by normal events that were out of fold. */
function thresholdOf(labels: Uint8Array, weights: Float64Array, logOdds: Float64Array): number {
  const isNormal = (_: number, row: number) => labels[row] === 0;
  const threshold = neymanPearsonScore(logOdds.filter(isNormal), weights.filter(isNormal), falseAlarmRule);
  if (threshold === null) {
    throw new TrainingRefused("There are too few normal events to promise anything about false alarms.");
  }
  return threshold;
}
