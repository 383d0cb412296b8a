import type { BoostedModel } from "../boosting/boosted-model.ts";

/**
 * A trained model as it serves a stream. From an event's feature vector and the margin that the detectors without
 * training give it (`base`, see `Judge`), the log-odds of an attack are
 *   logOdds = intercept + baseWeight x base + treeWeight x (margin of `trees`)
 * (logistic stacking on out-of-fold answers, so each detector's part is exact), its probability
 *   1 / (1 + exp(-(slope x logOdds + offset)))   (Platt 1999, on rows later than those of training),
 * and its margin the tail rank of logOdds among `normal`, so that a score means the same whatever the model.
 */
export interface Champion {
  /** Names of the numbers in a vector, in order: a model of other features is refused. */
  readonly features: readonly string[];
  /** Two classes, at most 1,000 trees of at most 8 levels; columns as `features`, margins in log-odds. */
  readonly trees: BoostedModel;
  /** Weights >= 0: high means threatening, always. */
  readonly stack: { readonly intercept: number; readonly baseWeight: number; readonly treeWeight: number };
  readonly calibration: { readonly slope: number; readonly offset: number };
  /**
   * Log-odds of events taken as normal, out of fold, and how many events each stands for (> 0; at least 200 rows and 200
   * events). The frozen reference is fitted to them: nothing is called rarer than one in as many as the weights add up to.
   */
  readonly normal: { readonly logOdds: Float64Array; readonly weights: Float64Array };
  /** What is usual among normal events: family x feature, by family; NaN where nothing is. */
  readonly usual: Float64Array;
  /** Vectors of normal events, one after the other, about 100: what SHAP against a background compares with. */
  readonly background: Float64Array;
  /** Which attack it resembles: one class per name, from attacks alone. Null where too few kinds are known. */
  readonly kinds: { readonly names: readonly string[]; readonly trees: BoostedModel } | null;
  /** What the probability was calibrated on, for people: "generated attacks", "412 verdicts". */
  readonly calibratedOn: string;
}
