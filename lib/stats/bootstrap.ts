import { sortedQuantile } from "./quantile.ts";
import type { Random } from "./random.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapInput {
  readonly rows: number;
  /** The figure when row i counts weights[i] times; must not keep the array. For two models, their difference. */
  readonly statistic: (weights: Float64Array) => number;
  readonly random: Random;
  readonly resamples?: number;
  /** The share of the interval, 0.95 by default. */
  readonly level?: number;
  /**
   * The group of each row, 0 to n - 1. Rows of one entity or campaign are no independent witnesses: whole groups are
   * drawn, else the interval would be far too narrow.
   */
  readonly groups?: Int32Array | undefined;
}

/**
 * Percentile bootstrap (Efron 1979): the figure on rows drawn with replacement, and the range of its middle 95 %. The
 * same seed gives the same interval. Resamples without a figure (NaN, one class alone) are left out; NaN if all are.
 * Poor for rare counts: below 20 attacks use an exact interval. O(resamples x statistic).
 */
export function bootstrapInterval({ statistic, ...input }: BootstrapInput): Interval {
  const [interval] = bootstrapIntervals({ ...input, statistics: (weights) => [statistic(weights)] });
  return interval ?? { low: Number.NaN, high: Number.NaN };
}

export interface JointBootstrapInput extends Omit<BootstrapInput, "statistic"> {
  /** Several figures on the same weights, always as many; must not keep the array. */
  readonly statistics: (weights: Float64Array) => readonly number[];
}

/** `bootstrapInterval` of several figures at once: what they have in common is computed once a resample. */
export function bootstrapIntervals(input: JointBootstrapInput): Interval[] {
  const resamples = input.resamples ?? 1000;
  const level = input.level ?? 0.95;
  if (input.rows < 1) throw new RangeError("A bootstrap needs at least one row.");
  if (!(level > 0 && level < 1)) throw new RangeError(`The level must lie between 0 and 1, got ${level}.`);
  const drawWeights = drawerOf(input);
  const found = Array.from({ length: resamples }, () => input.statistics(drawWeights()));
  return (found[0] ?? []).map((_, place) =>
    middleOf(
      found.map((figures) => figures[place] ?? Number.NaN),
      level,
    ),
  );
}

function middleOf(figures: readonly number[], level: number): Interval {
  const sorted = Float64Array.from(figures.filter((figure) => !Number.isNaN(figure))).sort();
  if (sorted.length === 0) return { low: Number.NaN, high: Number.NaN };
  return { low: sortedQuantile(sorted, (1 - level) / 2), high: sortedQuantile(sorted, (1 + level) / 2) };
}

/** Draws as many rows, or groups, as there are; gives how often each row was drawn, in one array for all calls. */
function drawerOf(input: Pick<BootstrapInput, "rows" | "groups" | "random">): () => Float64Array {
  const { groups, random } = input;
  const units = groups === undefined ? input.rows : groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const drawn = new Float64Array(units);
  const weights = groups === undefined ? drawn : new Float64Array(input.rows);
  return () => {
    drawn.fill(0);
    for (let draw = 0; draw < units; draw += 1) {
      const unit = Math.floor(random.fraction() * units);
      drawn[unit] = (drawn[unit] ?? 0) + 1;
    }
    if (groups !== undefined) {
      for (let row = 0; row < weights.length; row += 1) weights[row] = drawn[groups[row] ?? 0] ?? 0;
    }
    return weights;
  };
}
