import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createBackgroundExplainer } from "../../lib/explain/shap/background-shap.ts";
import { createPathExplainer } from "../../lib/explain/shap/path-shap.ts";
import { findLeaf } from "../../lib/models/trees/find-leaf.ts";
import { joinTrees } from "../../lib/models/trees/join-trees.ts";
import { createTreeBuilder } from "../../lib/models/trees/tree-builder.ts";
import { countTrees, type TreeEnsemble } from "../../lib/models/trees/tree-ensemble.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const pathFile = "tree_shap_lightgbm.json";
const backgroundFile = "interventional_shap.json";

const inner = z.object({
  feature: z.number(),
  threshold: z.number(),
  missing_goes_left: z.boolean(),
  missing_type: z.string(),
  left: z.number(),
  right: z.number(),
});
const node = z
  .object({ cover: z.number(), value: z.number() })
  .and(z.union([inner, z.object({ left: z.undefined().optional() })]));
const rows = z.array(z.array(z.number().nullable()));
const pathSchema = z.object({
  features: z.array(z.string()),
  trees: z.array(z.array(node)),
  rows,
  raw_score: z.array(z.number()),
  base_value: z.number(),
  shap_values: z.array(z.array(z.number())),
});
const backgroundSchema = pathSchema
  .pick({ rows: true, base_value: true, shap_values: true })
  .extend({ background: rows });

/** Children of the file's trees are anywhere; ours lie beside each other. */
function convert(trees: z.infer<typeof pathSchema>["trees"], features: number): TreeEnsemble {
  const grown = trees.map((nodes) => {
    const builder = createTreeBuilder(1);
    const grow = (from: number, to: number): void => {
      const given = nodes[from];
      if (given === undefined) throw new RangeError(`There is no node ${from}.`);
      if (given.left === undefined) {
        builder.setLeaf(to, given.cover, [given.value]);
        return;
      }
      builder.setCover(to, given.cover);
      // Without a missing type LightGBM reads what is missing as zero.
      const missingLeft = given.missing_type === "NaN" ? given.missing_goes_left : 0 <= given.threshold;
      const left = builder.split(to, { feature: given.feature, threshold: given.threshold, missingLeft, set: null });
      grow(given.left, left);
      grow(given.right, left + 1);
    };
    grow(0, 0);
    return builder.build();
  });
  return joinTrees(grown, { features, outputs: 1, leafWidth: 1 });
}

const toRow = (row: readonly (number | null)[]) => Float64Array.from(row, (x) => x ?? Number.NaN);

function expectRow(found: Float64Array, expected: readonly number[]): void {
  for (const [column, value] of expected.entries())
    expect(Math.abs((found[column] ?? Number.NaN) - value)).toBeLessThan(1e-9);
}

describe.skipIf(!hasVectors(pathFile))(pathFile, () => {
  it("equals LightGBM's own contributions, missing values included", () => {
    const given = pathSchema.parse(readVectors(pathFile));
    const ensemble = convert(given.trees, given.features.length);
    const explainer = createPathExplainer(ensemble);
    expect(Math.abs(explainer.base - given.base_value)).toBeLessThan(1e-9);
    for (const [index, row] of given.rows.entries()) {
      const x = toRow(row);
      let margin = 0;
      for (let tree = 0; tree < countTrees(ensemble); tree += 1)
        margin += ensemble.value[findLeaf(ensemble, tree, x, 0)] ?? 0;
      expect(Math.abs(margin - (given.raw_score[index] ?? Number.NaN))).toBeLessThan(1e-9);
      const values = new Float64Array(x.length);
      explainer.explain(x, 0, values);
      expectRow(values, given.shap_values[index] ?? []);
    }
  });
});

describe.skipIf(!hasVectors(backgroundFile) || !hasVectors(pathFile))(backgroundFile, () => {
  it("equals the enumeration of all coalitions against the background", () => {
    const { trees, features } = pathSchema.parse(readVectors(pathFile));
    const given = backgroundSchema.parse(readVectors(backgroundFile));
    const background = Float64Array.from(given.background.flatMap((row) => [...toRow(row)]));
    const explainer = createBackgroundExplainer(convert(trees, features.length), background);
    expect(Math.abs(explainer.base - given.base_value)).toBeLessThan(1e-9);
    for (const [index, row] of given.rows.entries()) {
      const values = new Float64Array(features.length);
      explainer.explain(toRow(row), 0, values);
      expectRow(values, given.shap_values[index] ?? []);
    }
  });
});
