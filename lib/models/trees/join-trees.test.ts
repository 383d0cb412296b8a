import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomEnsemble } from "../../../testing/models/random-ensemble.ts";
import { joinTrees, takeTree } from "./join-trees.ts";
import { countTrees } from "./tree-ensemble.ts";

describe("joinTrees", () => {
  it("undoes takeTree, sets of categories included", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 5 }),
        (seed, trees, depth) => {
          const ensemble = randomEnsemble({ trees, depth, categories: [0, 8, 0, 30], outputs: 2, leafWidth: 2, seed });
          const taken = Array.from({ length: countTrees(ensemble) }, (_, tree) => takeTree(ensemble, tree));
          expect(joinTrees(taken, { features: 4, outputs: 2, leafWidth: 2 })).toEqual(ensemble);
          // The other way round the trees change places, and nothing else.
          const reversed = joinTrees(taken.toReversed(), { features: 4, outputs: 2, leafWidth: 2 });
          expect(Array.from(taken.keys(), (tree) => takeTree(reversed, taken.length - 1 - tree))).toEqual(taken);
        },
      ),
      { numRuns: 40 },
    );
  });
});
