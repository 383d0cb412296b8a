import { ServedChampion } from "../../detectors/served-champion.ts";
import { createBackgroundExplainer } from "../../explain/shap/background-shap.ts";
import { createPathExplainer, type ShapExplainer } from "../../explain/shap/path-shap.ts";
import { featureCount } from "../../features/feature-table.ts";
import type { Champion } from "../../models/champion/champion.ts";
import { createRowScorer, type RowScorer } from "../../models/trees/row-scorer.ts";

export type ShapAgainst = "paths" | "background";

/** What it resembles among attacks, with a share of 1. */
export interface KindShare {
  readonly name: string;
  readonly share: number;
}

/** A champion with what explains it, each part made when it is first asked for. One may serve all explanations. */
export class ExplainedModel {
  readonly served: ServedChampion;
  private readonly explainers = new Map<ShapAgainst, ShapExplainer>();
  private kindScorer: RowScorer | null = null;

  constructor(readonly champion: Champion) {
    this.served = new ServedChampion(champion);
  }

  /** Exact SHAP values of the trees' own margin; base and values add up to it. A model without background: along the paths. */
  shap(row: Float64Array, asked: ShapAgainst): { base: number; values: Float64Array; against: ShapAgainst } {
    const against = this.champion.background.length < featureCount ? "paths" : asked;
    const explainer = this.explainers.get(against) ?? this.explain(against);
    this.explainers.set(against, explainer);
    const values = new Float64Array(featureCount);
    explainer.explain(row, 0, values);
    return { base: explainer.base + (this.champion.trees.base[0] ?? 0), values, against };
  }

  private explain(against: ShapAgainst): ShapExplainer {
    const { trees, background } = this.champion;
    return against === "paths"
      ? createPathExplainer(trees.ensemble)
      : createBackgroundExplainer(trees.ensemble, background);
  }

  /** The likeliest first; none where the model knows too few. */
  kindsOf(row: Float64Array): readonly KindShare[] {
    const { kinds } = this.champion;
    if (kinds === null) return [];
    this.kindScorer ??= createRowScorer(kinds.trees.ensemble);
    const margins = Float64Array.from(kinds.trees.base);
    this.kindScorer.addMargins(row, 1, margins);
    // Of two classes the trees give one margin: that of the second against the first.
    const all = margins.length === 1 ? [0, margins[0] ?? 0] : Array.from(margins);
    const most = Math.max(...all);
    const powers = all.map((margin) => Math.exp(margin - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    return kinds.names.map((name, i) => ({ name, share: (powers[i] ?? 0) / sum })).sort((a, b) => b.share - a.share);
  }
}
