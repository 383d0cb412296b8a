import { detectorNames, fixedPriorCount, untrainedCount } from "../../detectors/detector-table.ts";
import { Judge, type JudgedBy } from "../../detectors/judge.ts";
import type { ReferenceSet } from "../../detectors/reference-set.ts";
import type { TreeSnapshot } from "../../detectors/tree-snapshot.ts";
import { ablateFeatures } from "../../explain/ablation/ablate-features.ts";
import { actionableFeatures } from "../../explain/actionable-features.ts";
import { type Counterfactual, findCounterfactual } from "../../explain/counterfactual/find-counterfactual.ts";
import type { ScoreRows } from "../../explain/counterfactual/score-moves.ts";
import { fitStableSurrogate, type StableSurrogate } from "../../explain/surrogate/stable-surrogate.ts";
import { usualValues } from "../../explain/usual-values.ts";
import { feature, featureCount } from "../../features/feature-table.ts";
import { scoreOfMargin } from "../../stats/margin.ts";
import type { ExplainedModel, KindShare, ShapAgainst } from "./explained-model.ts";
import { scoreVectors } from "./score-vectors.ts";
import { listUsualMoves } from "./usual-moves.ts";

/** What a stored score rests on. */
export interface ScoreBasis {
  readonly vector: Float32Array;
  readonly snapshot: TreeSnapshot | null;
  readonly references: ReferenceSet;
  readonly model: ExplainedModel | null;
}

export interface ExplainOptions {
  readonly against: ShapAgainst;
  readonly surrogate: boolean;
  /** The threshold in force, a margin; null: none. */
  readonly notify: number | null;
}

/** A score taken apart, in numbers. */
export interface ExplainedScore {
  readonly margin: number;
  readonly score: number;
  /** Of the detectors without training, in the order of the table. */
  readonly contributions: Float32Array;
  readonly blend: number;
  readonly base: number;
  /** The stated prior that holds the margin up, by its place; null where none fired. */
  readonly floor: { readonly detector: string; readonly margin: number } | null;
  readonly trained: ExplainedTrees | null;
  /** The vector as trees get it, and what is usual for each feature of it. */
  readonly row: Float64Array;
  readonly usual: Float64Array;
  /** What the whole margin loses where one feature is set to what is usual. */
  readonly ablation: Float64Array;
  readonly surrogate: StableSurrogate | null;
  /** Null: the margin is under the threshold, or there is none. */
  readonly counterfactual: { readonly found: Counterfactual | null } | null;
}

export interface ExplainedTrees {
  readonly logOdds: number;
  readonly probability: number;
  readonly treeMargin: number;
  readonly shap: { readonly base: number; readonly values: Float64Array; readonly against: ShapAgainst };
  readonly kinds: readonly KindShare[];
}

/** Cuts of a feature that a counterfactual looks at, on either side. */
const mostCuts = 8;
/** Values of a feature that are tried together with others. */
const movesPerColumn = 3;

/**
 * Computes a stored score again and takes it apart: exactly where it is a sum (log-odds over detectors, the trees' margin
 * over features), by ablation and counterfactual where it is not. About 10 ms; with the surrogate some tens more.
 */
export function explainScore(basis: ScoreBasis, options: ExplainOptions): ExplainedScore {
  const { vector, snapshot, references, model } = basis;
  const judge = new Judge(snapshot?.seed ?? 0);
  const judgedBy: JudgedBy = { snapshot, references, champion: model?.served ?? null };
  const margin = judge.margin(vector, 0, judgedBy);
  const contributions = judge.contributions.slice(0, untrainedCount);
  const { blend, base, floor, logOdds } = judge;
  const row = Float64Array.from(vector);
  const usual = usualValues(vector, 0, model?.champion.usual ?? null);
  const score = scoreVectors(judge, judgedBy);
  // What kind of event it is no ablation may change: another kind is judged by other references.
  const reference = usual.map((value, i) => (Number.isNaN(value) || i === feature.family ? (row[i] ?? value) : value));
  return {
    margin,
    score: scoreOfMargin(margin),
    contributions,
    blend,
    base,
    floor: namedFloor(contributions, floor),
    trained: model === null ? null : explainTrees(model, { vector, row, logOdds, against: options.against }),
    row,
    usual,
    ablation: ablateFeatures({ row, reference, score }).contributions,
    surrogate: options.surrogate ? fitStableSurrogate({ row, reference, score, seed: "explanation" }) : null,
    counterfactual: lookForChange({ row, usual, score, model, margin, notify: options.notify }),
  };
}

/** A stated prior weighs 1, so that its contribution is its margin. */
function namedFloor(contributions: Float32Array, floor: number): ExplainedScore["floor"] {
  if (!(floor > 0)) return null;
  const stated = contributions.subarray(0, fixedPriorCount);
  const place = stated.indexOf(Math.max(...stated));
  return { detector: detectorNames[place] ?? "", margin: floor };
}

function explainTrees(
  model: ExplainedModel,
  given: {
    readonly vector: Float32Array;
    readonly row: Float64Array;
    readonly logOdds: number;
    readonly against: ShapAgainst;
  },
): ExplainedTrees {
  const { vector, row, logOdds, against } = given;
  return {
    logOdds,
    probability: model.served.probability(logOdds),
    treeMargin: model.served.treeMargin(vector, 0),
    shap: model.shap(row, against),
    kinds: model.kindsOf(row),
  };
}

interface ChangeTask {
  readonly row: Float64Array;
  readonly usual: Float64Array;
  readonly score: ScoreRows;
  readonly model: ExplainedModel | null;
  readonly margin: number;
  readonly notify: number | null;
}

function lookForChange({ row, usual, score, model, margin, notify }: ChangeTask): ExplainedScore["counterfactual"] {
  if (notify === null || margin < notify || row.length !== featureCount) return null;
  const found = findCounterfactual({
    row,
    score,
    ensembles: model === null ? [] : [model.champion.trees.ensemble],
    actionable: actionableFeatures.filter(({ column }) => !Number.isNaN(row[column] ?? Number.NaN)),
    further: listUsualMoves(row, usual),
    mostCuts,
    movesPerColumn,
    below: notify,
  });
  return { found };
}
