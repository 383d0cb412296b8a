import { eventFamilies } from "../../lib/event/classes.ts";
import { feature, featureCount, featureNames } from "../../lib/features/feature-table.ts";
import type { Champion } from "../../lib/models/champion/champion.ts";
import { drawNormal } from "../../lib/stats/draw.ts";
import { createRandom } from "../../lib/stats/random.ts";
import { randomEnsemble } from "./random-ensemble.ts";

export interface RandomChampionShape {
  readonly seed: string | number;
  readonly trees?: number;
  readonly depth?: number;
  /** Names of kinds of attack; none unless given. */
  readonly kinds?: readonly string[];
}

const categories = featureNames.map((_, i) => (i === feature.family ? eventFamilies.length : 0));

/** A sound champion with random trees, as large as trained ones unless said otherwise. */
export function randomChampion({ seed, trees = 60, depth = 6, kinds = [] }: RandomChampionShape): Champion {
  const random = createRandom(`champion ${seed}`);
  const boosted = (count: number, classes: number, name: string) => {
    const outputs = classes > 2 ? classes : 1;
    return {
      kind: "boosting" as const,
      classes,
      base: Float64Array.from({ length: outputs }, () => drawNormal(random)),
      ensemble: randomEnsemble({ trees: count * outputs, depth, categories, outputs, seed: `${name} ${seed}` }),
    };
  };
  const draws = (length: number) => Float64Array.from({ length }, () => drawNormal(random));
  return {
    features: featureNames,
    trees: boosted(trees, 2, "trees"),
    stack: { intercept: drawNormal(random), baseWeight: 0.4, treeWeight: 0.7 },
    calibration: { slope: 0.9, offset: -0.2 },
    normal: { logOdds: draws(5000).map((x) => 2 * x - 4), weights: new Float64Array(5000).fill(3) },
    usual: draws(eventFamilies.length * featureCount).map((x, i) => (i % 7 === 0 ? Number.NaN : x)),
    background: draws(20 * featureCount),
    kinds: kinds.length === 0 ? null : { names: kinds, trees: boosted(8, kinds.length, "kinds") },
    calibratedOn: "random numbers",
  };
}
