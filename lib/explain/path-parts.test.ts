import { expect, it } from "vitest";
import { randomEnsemble } from "../../testing/models/random-ensemble.ts";
import { byRow, randomMatrix } from "../../testing/models/random-matrix.ts";
import { joinTrees } from "../models/trees/join-trees.ts";
import { createRowScorer } from "../models/trees/row-scorer.ts";
import { createTreeBuilder } from "../models/trees/tree-builder.ts";
import { PathParts } from "./path-parts.ts";

it("adds up to the trees' answer, whatever is missing", () => {
  const ensemble = randomEnsemble({ trees: 30, depth: 6, categories: [0, 0, 9, 0], seed: "paths" });
  const rows = Float32Array.from(byRow(randomMatrix({ rows: 200, numeric: 4, missing: 0.2, seed: "paths" })));
  const scorer = createRowScorer(ensemble);
  const paths = new PathParts(ensemble);
  for (let row = 0; row < 200; row += 1) {
    const answer = new Float64Array(1);
    scorer.addRow(rows, row * 4, answer);
    const sum = paths.of(rows, row * 4).reduce((total, part) => total + part, paths.base);
    expect(sum).toBeCloseTo(answer[0] ?? Number.NaN, 9);
  }
});

it("credits the feature that parted the row from the others", () => {
  const builder = createTreeBuilder(1);
  builder.setCover(0, 100);
  builder.split(0, { feature: 1, threshold: 5, missingLeft: true, set: null });
  builder.setLeaf(1, 90, [-1]);
  builder.setLeaf(2, 10, [4]);
  const paths = new PathParts(joinTrees([builder.build()], { features: 2, outputs: 1, leafWidth: 1 }));
  expect(paths.base).toBeCloseTo(-0.5, 12);
  expect([...paths.of(Float32Array.of(9, 6), 0)]).toEqual([0, 4.5]);
  expect(paths.of(Float32Array.of(9, Number.NaN), 0)[1]).toBeCloseTo(-0.5, 12);
});
