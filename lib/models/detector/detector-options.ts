import type { BlendScale } from "../blend/blend.ts";
import type { BoostingOptions } from "../boosting/options.ts";
import type { EncodingOptions } from "../data/encoders/fit-encoder.ts";
import type { IsolationOptions } from "../forest/fit-isolation.ts";
import type { ForestOptions } from "../forest/forest-options.ts";

/** A learner that takes part in a detector. Seeds are set by the fit. */
export type MemberOptions =
  | { readonly kind: "forest"; readonly name: string; readonly options: Partial<ForestOptions> }
  | { readonly kind: "boosting"; readonly name: string; readonly options: Partial<BoostingOptions> }
  /** A forest that tells normal rows from `share` as many strangers (`drawStrangers`); learns from normal rows alone. */
  | {
      readonly kind: "strangers";
      readonly name: string;
      readonly share: number;
      /** Normal rows that it learns from, drawn at random: its trees grow deep, and take their time. */
      readonly mostRows: number;
      readonly options: Partial<ForestOptions>;
    }
  /** Learns from normal rows alone. */
  | { readonly kind: "isolation"; readonly name: string; readonly options: Partial<IsolationOptions> };

export interface DetectorOptions {
  readonly encoding: Pick<EncodingOptions, "numbers" | "categories" | "leastRows">;
  readonly members: readonly MemberOptions[];
  /**
   * `blend`: the members on their scales, weighed as given (weights sum to 1): for attacks of kinds that training has not
   * seen, which no fit of weights could speak for. `stack`: weights by maximum likelihood: where later rows are like those
   * of training.
   */
  readonly combine:
    | { readonly by: "blend"; readonly weights: readonly number[]; readonly scales: readonly BlendScale[] }
    | { readonly by: "stack" };
  readonly thresholds: readonly { readonly alpha: number; readonly delta: number }[];
  /** Trees that name the attack family; 0 = none. */
  readonly familyTrees: number;
  /** Whether members learn from the held-out rows too, once these have set all else. */
  readonly refit: boolean;
}

/**
 * The configuration for tables of connections and events in which attacks of new kinds must be expected: extra trees that
 * know the attacks of training, extra trees that know what belongs together in normal rows, and an isolation forest. Why
 * these: docs/decisions/0105.
 */
export const noveltyDetector: DetectorOptions = {
  encoding: { numbers: "logarithm", categories: "one-hot" },
  members: [
    { kind: "forest", name: "known attacks", options: { kind: "extra", trees: 100 } },
    { kind: "strangers", name: "strangers", share: 0.5, mostRows: 30_000, options: { kind: "extra", trees: 100 } },
    { kind: "isolation", name: "isolation", options: { trees: 100, sample: 256 } },
  ],
  combine: { by: "blend", weights: [0.2, 0.4, 0.4], scales: ["answer", "percentile", "percentile"] },
  thresholds: [
    { alpha: 0.05, delta: 0.05 },
    { alpha: 0.01, delta: 0.05 },
  ],
  familyTrees: 50,
  refit: false,
};

/** The configuration where later rows are like those of training: boosting alone, calibrated on held-out rows. */
export const familiarDetector: DetectorOptions = {
  encoding: { numbers: "plain", categories: "one-hot" },
  members: [
    {
      kind: "boosting",
      name: "boosting",
      options: { rounds: 300, mostLeaves: 63, mostDepth: 24, l2: 0, leafRows: 20 },
    },
  ],
  combine: { by: "stack" },
  thresholds: [{ alpha: 0.05, delta: 0.05 }],
  familyTrees: 0,
  refit: true,
};
