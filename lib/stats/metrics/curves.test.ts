import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "./area-under-curve.ts";
import { averagePrecision, precisionRecallCurve } from "./precision-recall-curve.ts";
import { rocAuc } from "./roc-auc.ts";
import { rocCurve } from "./roc-curve.ts";
import type { ScoredLabels } from "./scored-labels.ts";

interface Row {
  readonly attack: boolean;
  readonly score: number;
  readonly weight: number;
}

/** Rows with many ties and both classes present. */
const rows = fc
  .array(
    fc.record({ attack: fc.boolean(), score: fc.integer({ min: 0, max: 12 }), weight: fc.integer({ min: 0, max: 3 }) }),
  )
  .map((list) => [...list, { attack: true, score: 5, weight: 1 }, { attack: false, score: 4, weight: 2 }]);

function scored(list: readonly Row[], weighted = false): ScoredLabels {
  return {
    labels: Uint8Array.from(list, (row) => Number(row.attack)),
    scores: Float64Array.from(list, (row) => row.score),
    weights: weighted ? Float64Array.from(list, (row) => row.weight) : undefined,
  };
}

describe("area under the ROC curve", () => {
  it("is the share of pairs in which the attack scores higher, ties counting half", () => {
    fc.assert(
      fc.property(rows, (list) => {
        let won = 0;
        let pairs = 0;
        for (const attack of list.filter((row) => row.attack)) {
          for (const normal of list.filter((row) => !row.attack)) {
            won += attack.score > normal.score ? 1 : attack.score === normal.score ? 0.5 : 0;
            pairs += 1;
          }
        }
        expect(rocAuc(scored(list)).value).toBeCloseTo(won / pairs, 12);
      }),
    );
  });

  it("knows order alone: neither a rising function of the scores nor the order of rows changes it", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const area = rocAuc(scored(list)).value;
        const moved = list.map((row) => ({ ...row, score: Math.exp(row.score) - 3 })).reverse();
        expect(rocAuc(scored(moved)).value).toBeCloseTo(area, 12);
        const turned = list.map((row) => ({ ...row, score: -row.score }));
        expect(rocAuc(scored(turned)).value).toBeCloseTo(1 - area, 12);
      }),
    );
  });

  it("takes a weight for a row that comes so many times", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const repeated = list.flatMap((row) => Array.from({ length: row.weight }, () => row));
        expect(rocAuc(scored(list, true)).value).toBeCloseTo(rocAuc(scored(repeated)).value, 12);
        const precision = averagePrecision(scored(list, true)).value;
        expect(precision).toBeCloseTo(averagePrecision(scored(repeated)).value, 12);
      }),
    );
  });

  it("is 0.5 for the standardised part of a ranking that says nothing, and 1 for a perfect one", () => {
    const constant = { labels: Uint8Array.of(0, 1, 0, 1), scores: Float64Array.of(2, 2, 2, 2) };
    const perfect = { labels: Uint8Array.of(0, 1, 0, 1), scores: Float64Array.of(1, 8, 2, 9) };
    expect(rocAuc(constant, 0.01).value).toBeCloseTo(0.5, 12);
    expect(rocAuc(perfect, 0.01).value).toBeCloseTo(1, 12);
    expect(() => rocAuc(perfect, 0)).toThrow("max_fpr");
  });
});

describe("rows without weight", () => {
  it("leave no part of an area where no normal row is left, as scikit-learn has it", () => {
    const input = {
      labels: Uint8Array.of(1, 0, 1),
      scores: Float64Array.of(1, 2, 3),
      weights: Float64Array.of(1, 0, 1),
    };
    expect(rocAuc(input).value).toBeNaN();
    expect(() => rocAuc(input, 0.25)).toThrow("but x.shape = 1");
  });
});

describe("curves", () => {
  it("keep their area when points on straight lines are dropped", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const whole = rocCurve(scored(list), false).value;
        const thin = rocCurve(scored(list)).value;
        expect(thin.thresholds.length).toBeLessThanOrEqual(whole.thresholds.length);
        expect(areaUnderCurve(thin.falsePositiveRate, thin.truePositiveRate)).toBeCloseTo(
          areaUnderCurve(whole.falsePositiveRate, whole.truePositiveRate),
          12,
        );
      }),
    );
  });

  it("say at each threshold what counting says", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const curve = precisionRecallCurve(scored(list)).value;
        for (const [i, threshold] of curve.thresholds.entries()) {
          const flagged = list.filter((row) => row.score >= threshold);
          const hits = flagged.filter((row) => row.attack).length;
          expect(curve.precision[i]).toBeCloseTo(hits / flagged.length, 12);
          expect(curve.recall[i]).toBeCloseTo(hits / list.filter((row) => row.attack).length, 12);
        }
      }),
    );
  });

  it("refuse what cannot be ranked", () => {
    const labels = Uint8Array.of(0, 1);
    expect(() => rocCurve({ labels, scores: Float64Array.of(0, Infinity) })).toThrow("Input contains infinity");
    expect(() => rocCurve({ labels: Uint8Array.of(0, 2), scores: Float64Array.of(0, 1) })).toThrow("pos_label");
    const weights = Float64Array.of(1, Number.NaN);
    expect(() => rocCurve({ labels, scores: Float64Array.of(0, 1), weights })).toThrow("contains NaN");
    expect(() => areaUnderCurve(Float64Array.of(0, 1, 0.5), Float64Array.of(0, 1, 1))).toThrow("neither increasing");
  });
});
