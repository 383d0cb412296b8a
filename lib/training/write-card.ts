import type { ModelCard } from "../contracts/model-card.ts";
import type { Champion } from "../models/champion/champion.ts";
import type { FeatureImportance } from "../models/importance/permutation-importance.ts";
import { countTrees } from "../models/trees/tree-ensemble.ts";
import { excludedFeatures, risingFeatures, usedFeatures } from "./feature-choice.ts";
import type { TreeOptions } from "./fit-trees.ts";
import { totalsOf } from "./score-sweep.ts";
import type { TestedChampion } from "./test-champion.ts";
import type { TrainingRows } from "./training-rows.ts";

/** What only who gathered the data can say. */
export interface CardWords {
  /** Plain sentences about the data; of generated data the first says that they are generated. */
  readonly description: readonly string[];
  readonly heldOut: readonly string[];
  readonly limits: readonly string[];
  readonly calibratedOn: string;
}

interface CardParts {
  readonly task: {
    readonly training: TrainingRows;
    readonly test: TrainingRows;
    readonly options: TreeOptions;
    readonly words: CardWords;
  };
  readonly champion: Champion;
  readonly tested: TestedChampion;
  readonly importance: readonly FeatureImportance[];
  readonly imbalance: ModelCard["imbalance"];
  readonly folds: number;
}

const protocolSentences: readonly string[] = [
  "Parts of the history, in order of time, were each judged by trees that had seen only what came at least ten minutes before; campaigns that reach into a part were left out of its past.",
  "Those answers weighed trees and untrained detectors (logistic stacking); the latest of them calibrated the probability (Platt); those of normal events are the frozen reference of the score.",
  "The test comes later and was judged once, by the model as it serves. Intervals are 95 % percentile bootstraps over campaigns and origins.",
  "The operating point was chosen on normal events of the training data that the trees had not seen, so its false-alarm rate on the test is a measurement and may lie above the aim.",
];

/** The card of a model: data, protocol, figures, features and limits, as they were. */
export function writeCard({
  task,
  champion,
  tested,
  importance,
  imbalance,
  folds,
}: CardParts): Omit<ModelCard, "seconds" | "peakMemoryMb"> {
  const { training, test, words, options } = task;
  const { testDigest, ...measured } = tested;
  const parts = [training, test].map(({ labels, weights }) => totalsOf(labels, weights));
  const sum = (of: "attacks" | "normals") => Math.round(parts.reduce((total, part) => total + part[of], 0));
  const times = [training, test].flatMap(({ times: all }) => [...spanOf(all)]);
  return {
    data: {
      description: [...words.description],
      events: sum("attacks") + sum("normals"),
      normal: sum("normals"),
      attacks: sum("attacks"),
      from: new Date(Math.min(...times)).toISOString(),
      to: new Date(Math.max(...times)).toISOString(),
      families: familiesOf(training, test),
    },
    protocol: {
      description: [...protocolSentences],
      seed: options.seed,
      folds,
      heldOut: [...words.heldOut],
      testDigest,
    },
    ...measured,
    importance: importance.map(({ name, mean, deviation }) => ({ feature: name, mean, deviation })),
    imbalance,
    features: { used: [...usedFeatures], excluded: excludedFeatures.map(({ name, why }) => ({ name, why })) },
    parameters: parametersOf(champion, options),
    limits: [...words.limits],
  };
}

function spanOf(times: Float64Array): [number, number] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return [first, last];
}

function familiesOf(training: TrainingRows, test: TrainingRows): ModelCard["data"]["families"] {
  const names = [...new Set([...training.familyNames, ...test.familyNames])].sort();
  return names.map((name) => ({ name, training: countOf(training, name), test: countOf(test, name) }));
}

function countOf({ families, familyNames, weights }: TrainingRows, name: string): number {
  const family = familyNames.indexOf(name);
  return Math.round(weights.reduce((sum, weight, row) => (families[row] === family ? sum + weight : sum), 0));
}

function parametersOf({ trees, stack }: Champion, options: TreeOptions): ModelCard["parameters"] {
  const short = (value: number) => String(Number(value.toPrecision(4)));
  return [
    { name: "trees", value: String(countTrees(trees.ensemble)) },
    { name: "depth", value: `at most ${options.mostDepth}` },
    { name: "learning rate", value: String(options.learningRate) },
    { name: "few attacks", value: options.imbalance },
    { name: "weight of the untrained detectors", value: short(stack.baseWeight) },
    { name: "weight of the trees", value: short(stack.treeWeight) },
    { name: "never falls as these rise", value: risingFeatures.join(", ") },
  ];
}
