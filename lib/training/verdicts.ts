import { predictMargins } from "../models/boosting/predict-boosting.ts";
import { capSources } from "../models/label-noise/cap-sources.ts";
import { logistic } from "../stats/linear/logistic.ts";
import { matrixOfRows } from "./feature-choice.ts";
import { type FittedChampion, fitChampion } from "./fit-champion.ts";
import { fitTrees, type ImbalanceMethod, type TreeOptions } from "./fit-trees.ts";
import { guardLabels } from "./guard-labels.ts";
import { pickRows, type TrainingRows } from "./training-rows.ts";
import { beginStep, type TrainingHooks, TrainingRefused } from "./training-step.ts";
import type { CardWords } from "./write-card.ts";

/** What people have judged, and events that nobody looked at; `groups` are the origins that events are charged to. */
export interface VerdictRows {
  readonly rows: TrainingRows;
  readonly truePositive: number;
  readonly benign: number;
  /** Rows that were never in an alert and are taken as normal. */
  readonly unjudged: number;
}

export interface VerdictTask {
  readonly rows: VerdictRows;
  readonly options: TreeOptions;
  readonly compared: readonly ImbalanceMethod[];
}

/** Later attacks that test; the others teach. */
const testShare = 0.3;
const purgeMs = 10 * 60_000;
/** At most this share of all that is learnt of one class from one origin: who floods, or lies, is one voice. */
const mostOfAttacks = 0.1;
const mostOfNormal = 0.02;

/**
 * A champion from verdicts: events of alerts judged true positive against those judged benign or false positive and a
 * weighted sample of unalerted ones. The last attacks in time test; origins that attack in the test teach no attack.
 * TrainingRefused where that leaves too little.
 */
export function fitVerdicts(
  { rows: given, options, compared }: VerdictTask,
  hooks: TrainingHooks = {},
): FittedChampion {
  beginStep(hooks, 0.4, "Parting what teaches from what tests");
  const { training, test } = partInTime(given.rows);
  beginStep(hooks, 0.42, "Looking for labels that are probably wrong");
  const guarded = leaveOutWrong(training, options);
  beginStep(hooks, 0.48, guarded.said);
  const { rows, capped } = capOrigins(guarded.rows);
  const from = 0.5;
  return fitChampion(
    {
      training: rows,
      test,
      testIsUnseen: false,
      options,
      compared,
      words: wordsOf(given, { capped, guarded: guarded.said }),
    },
    { ...hooks, onStep: (share, step) => hooks.onStep?.(from + share * (1 - from), step) },
  );
}

/** What teaches, without the rows whose label models that have not seen them doubt; the test keeps its labels. */
function leaveOutWrong(
  rows: TrainingRows,
  options: TreeOptions,
): { readonly rows: TrainingRows; readonly said: string } {
  const guarded = guardLabels({
    labels: rows.labels,
    groups: rows.groups,
    judge: ({ train, test }) => predictMargins(fitTrees(rows, train, options), matrixOfRows(rows, test)).map(logistic),
  });
  if (guarded === null) return { rows, said: "Too few origins to tell wrong labels from rare ones: none was left out" };
  const attacks = guarded.wrong.filter(({ label }) => label === 1).length;
  const said = `Left out ${guarded.wrong.length} events whose label is probably wrong, by models that had not seen them: ${attacks} called attacks, ${guarded.wrong.length - attacks} called normal`;
  return { rows: pickRows(rows, guarded.kept), said };
}

function partInTime(rows: TrainingRows): { readonly training: TrainingRows; readonly test: TrainingRows } {
  const attackTimes = rows.times.filter((_, row) => rows.labels[row] === 1).sort();
  const border = attackTimes[Math.floor(attackTimes.length * (1 - testShare))];
  if (border === undefined)
    throw new TrainingRefused("No event of an alert that was judged true positive is kept any longer.");
  const places = Int32Array.from({ length: rows.rows }, (_, row) => row);
  const test = places.filter((row) => (rows.times[row] ?? 0) >= border);
  const attackers = new Set(Array.from(test).flatMap((row) => (rows.labels[row] === 1 ? [rows.groups[row]] : [])));
  const training = places.filter(
    (row) =>
      (rows.times[row] ?? 0) < border - purgeMs && !(rows.labels[row] === 1 && attackers.has(rows.groups[row] ?? -1)),
  );
  return { training: pickRows(rows, training), test: pickRows(rows, test) };
}

function capOrigins(rows: TrainingRows): { readonly rows: TrainingRows; readonly capped: number } {
  const weights = rows.weights.slice();
  let capped = 0;
  for (const [label, mostShare] of [
    [1, mostOfAttacks],
    [0, mostOfNormal],
  ] as const) {
    const isOf = (_: number, row: number) => rows.labels[row] === label;
    const held = capSources({ sources: rows.groups.filter(isOf), weights: rows.weights.filter(isOf), mostShare });
    capped += held.capped.length;
    let next = 0;
    for (let row = 0; row < rows.rows; row += 1) {
      if (rows.labels[row] !== label) continue;
      weights[row] = held.weights[next] ?? 0;
      next += 1;
    }
  }
  return { rows: { ...rows, weights }, capped };
}

function wordsOf(
  { truePositive, benign, unjudged }: VerdictRows,
  { capped, guarded }: { readonly capped: number; readonly guarded: string },
): CardWords {
  return {
    description: [
      `Attacks are events of ${truePositive} alerts that people judged true positive; normal are those of ${benign} alerts judged false positive or benign.`,
      `${unjudged} events that were in no alert were drawn at random and taken as normal. Nobody has looked at them: attacks that were never noticed are among them, if there are any.`,
      "Events of alerts without a verdict, or with an undetermined one, were left out, as was the stream's beginning. At most the first hundred events of an alert are kept, and stand for all of it.",
      `${guarded}.`,
      `No origin counts for more than ${100 * mostOfAttacks} % of the attacks or ${100 * mostOfNormal} % of the normal events taught; ${capped} were held to that.`,
    ],
    heldOut: ["the latest alerts judged true positive, and every origin of them"],
    limits: [
      "It can only learn what was alerted and judged: attacks of a kind that no detector reported are not in its data.",
      "A wrong verdict teaches the wrong answer. The share of one origin is bounded; that of one person is not.",
      "Figures count unalerted events as normal, so that what it finds among them counts as a false alarm.",
    ],
    calibratedOn: `${truePositive + benign} verdicts`,
  };
}
