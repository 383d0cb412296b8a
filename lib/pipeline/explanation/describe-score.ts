import { detectorNames } from "../../detectors/detector-table.ts";
import type { Change, Counterfactual } from "../../explain/counterfactual/find-counterfactual.ts";
import { wordsOfDetector } from "../../explain/detector-words.ts";
import { readingOf } from "../../explain/feature-readings.ts";
import { type ModelFacts, sayContributions, sayCounterfactual } from "../../explain/model-words.ts";
import { missingUsual } from "../../explain/usual-values.ts";
import { featureNames } from "../../features/feature-table.ts";
import { scoreOfMargin } from "../../stats/margin.ts";
import type { ExplainedScore, ExplainedTrees, ScoreBasis } from "./explain-score.ts";

/** One line about a feature, in words that people read. */
export interface DescribedPart {
  readonly feature: string;
  readonly words: string;
  readonly value: string;
  readonly usual: string | null;
  readonly imputed: boolean;
  readonly contribution: number;
}

/** Ablations smaller than this are rounding of ranks. */
const leastAblation = 0.01;

/** What the words need: names, values, what is usual, and what was not known. */
function factsOf(basis: ScoreBasis, { row, usual }: ExplainedScore): ModelFacts {
  const imputed = new Set(missingUsual(basis.vector, 0));
  const asked = basis.model?.served.missing(basis.vector, 0) ?? [];
  for (const column of asked) imputed.add(column);
  return { names: featureNames, row, usual, imputed };
}

function sayValue(column: number, value: number): string {
  const reading = readingOf(featureNames[column] ?? "");
  return Number.isNaN(value) || reading === null ? "not known" : reading.say(value);
}

function wordsOf(column: number): string {
  return readingOf(featureNames[column] ?? "")?.what ?? featureNames[column] ?? "";
}

function sayUsual(column: number, usual: number): string | null {
  return Number.isNaN(usual) ? null : sayValue(column, usual);
}

/** Lines of what is not 0, the largest first; together they add up to what the values do. */
function describeParts(values: Float64Array, { row, usual, imputed }: ModelFacts): DescribedPart[] {
  return Array.from(values.keys())
    .filter((column) => values[column] !== 0)
    .sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0) || a - b)
    .map((column) => ({
      feature: featureNames[column] ?? "",
      words: wordsOf(column),
      value: sayValue(column, row[column] ?? Number.NaN),
      usual: sayUsual(column, usual[column] ?? Number.NaN),
      imputed: imputed.has(column),
      contribution: values[column] ?? 0,
    }));
}

function describeChange({ column, from, value, wanted }: Change, { usual }: ModelFacts) {
  const bound = wanted === "atMost" ? "at most " : "more than ";
  const isAmount = readingOf(featureNames[column] ?? "")?.amount === true && wanted !== "equals";
  return {
    feature: featureNames[column] ?? "",
    words: wordsOf(column),
    from: sayValue(column, from),
    to: `${isAmount ? bound : ""}${sayValue(column, value)}`,
    usual: sayUsual(column, usual[column] ?? Number.NaN),
  };
}

function describeTrees({ shap, treeMargin }: ExplainedTrees, facts: ModelFacts) {
  return { base: shap.base, total: treeMargin, parts: describeParts(shap.values, facts), against: shap.against };
}

function describeLogOdds({ logOdds, treeMargin }: ExplainedTrees, base: number, { model }: ScoreBasis) {
  if (model === null) return null;
  const { intercept, baseWeight, treeWeight } = model.champion.stack;
  const part = (name: string, words: string, output: number, weight: number) => ({
    name,
    words,
    output,
    weight,
    contribution: weight * output,
  });
  return {
    base: intercept,
    total: logOdds,
    parts: [
      part("untrained", "the detectors that need no training", base, baseWeight),
      part("trees", "what the model has learnt", treeMargin, treeWeight),
    ],
  };
}

/**
 * The whole score lost most where these were set to what is usual. Where no single feature holds it up (two stand in for
 * each other, say), what moved the trees.
 */
function sayWhy({ ablation, trained }: ExplainedScore, facts: ModelFacts): readonly string[] {
  const ofScore = ablation.map((value) => (Math.abs(value) < leastAblation ? 0 : value));
  const useTrees = trained !== null && !ofScore.some((value) => value > 0);
  return sayContributions(useTrees ? trained.shap.values : ofScore, facts);
}

function describeCounterfactual(found: Counterfactual | null, threshold: number, facts: ModelFacts) {
  return {
    threshold,
    found: found !== null,
    changes: (found?.changes ?? []).map((change) => describeChange(change, facts)),
    scoreAfter: found === null ? null : scoreOfMargin(found.score),
  };
}

/** A score that was taken apart, in words and numbers as the API gives them. `notify` as it was explained with. */
export function describeScore(basis: ScoreBasis, explained: ExplainedScore, notify: number | null) {
  const facts = factsOf(basis, explained);
  const { trained, floor, surrogate, counterfactual, contributions } = explained;
  return {
    score: explained.score,
    margin: explained.margin,
    probability: trained?.probability ?? null,
    logOdds: trained === null ? null : describeLogOdds(trained, explained.base, basis),
    detectors: {
      parts: Array.from(contributions, (contribution, i) => {
        const detector = detectorNames[i] ?? "";
        return { detector, words: wordsOfDetector(detector), contribution };
      }),
      blend: explained.blend,
      margin: explained.base,
      floor: floor === null ? null : { ...floor, words: wordsOfDetector(floor.detector) },
    },
    trees: trained === null ? null : describeTrees(trained, facts),
    surrogate:
      surrogate === null
        ? null
        : { parts: describeParts(surrogate.contributions, facts), stability: surrogate.stability },
    kinds: [...(trained?.kinds ?? [])],
    sentences: {
      why: [...sayWhy(explained, facts)],
      whatIf: counterfactual === null ? [] : [...sayCounterfactual(counterfactual.found, facts)],
    },
    counterfactual:
      counterfactual === null || notify === null ? null : describeCounterfactual(counterfactual.found, notify, facts),
  };
}
