import { describe, expect, it } from "vitest";
import { modelCardSchema } from "../contracts/model-card.ts";
import { ServedChampion } from "../detectors/served-champion.ts";
import { feature, featureCount, featureNames } from "../features/feature-table.ts";
import { readChampion } from "../models/champion/read-champion.ts";
import { writeChampion } from "../models/champion/write-champion.ts";
import { type ChampionTask, fitChampion } from "./fit-champion.ts";
import { madeUpRows } from "./testing/made-up-rows.ts";
import { TrainingCancelled, TrainingRefused } from "./training-step.ts";

const training = madeUpRows({ seed: "taught", rows: 3_000 });
const test = madeUpRows({ seed: "tested", rows: 1_500, afterHours: 100 });
const task: ChampionTask = {
  training,
  test,
  testIsUnseen: true,
  options: { rounds: 20, mostDepth: 4, learningRate: 0.2, imbalance: "classWeights", seed: 7 },
  compared: [],
  words: { description: ["Made up."], heldOut: [], limits: ["All of them."], calibratedOn: "made-up rows" },
};
const fitted = fitChampion(task);

describe("fitChampion", () => {
  it("gives the same bytes and the same card for the same rows and seed, and others for another seed", () => {
    const again = fitChampion(task);
    expect(Buffer.compare(writeChampion(again.champion), writeChampion(fitted.champion))).toBe(0);
    expect(again.card).toEqual(fitted.card);
    const other = fitChampion({ ...task, options: { ...task.options, seed: 8 } });
    expect(Buffer.compare(writeChampion(other.champion), writeChampion(fitted.champion))).not.toBe(0);
  });

  it("makes a model that may serve, and a card as the contract says", () => {
    const reading = readChampion(writeChampion(fitted.champion));
    expect(reading.ok).toBe(true);
    expect(modelCardSchema.safeParse({ ...fitted.card, seconds: 1, peakMemoryMb: null }).error).toBeUndefined();
  });

  it("finds what the untrained detectors do not, and says so with intervals around the figures", () => {
    const { figures, baseline } = fitted.card;
    expect(figures.averagePrecision.value).toBeGreaterThan((baseline?.averagePrecision.value ?? 1) + 0.3);
    for (const figure of [figures.rocAuc, figures.averagePrecision, figures.recallUnseen]) {
      expect(figure.low).toBeLessThanOrEqual(figure.value ?? Number.NaN);
      expect(figure.high).toBeGreaterThanOrEqual(figure.value ?? Number.NaN);
    }
  });

  it("is calibrated on later rows: what it calls likely is as frequent as it says", () => {
    expect(fitted.card.figures.calibrationError.value).toBeLessThanOrEqual(0.02);
  });

  it("promises at most one false alarm in 100 normal events, and keeps near it on the test", () => {
    const { operatingPoint } = fitted.card;
    expect(operatingPoint.falsePositiveRate.value).toBeLessThan(0.02);
    expect(operatingPoint.margin).toBeGreaterThan(4.2);
    const { counts } = operatingPoint;
    expect(counts.truePositive + counts.falseNegative).toBe(150);
    expect(counts.falsePositive + counts.trueNegative).toBe(4 * 1_350);
  });

  it("counts events, not rows, in its reference of normal life", () => {
    const events = fitted.champion.normal.weights.reduce((sum, weight) => sum + weight, 0);
    expect(events).toBeGreaterThan(4 * 1_500);
    expect(events % 4).toBe(0);
  });

  it("asks for nothing that says where in the history a row lies", () => {
    const forbidden = fitted.card.features.excluded.map(({ name }) => featureNames.indexOf(name));
    expect(forbidden).toContain(feature.userAgeLn);
    const asked = new Set(fitted.champion.trees.ensemble.feature);
    expect(forbidden.filter((column) => asked.has(column))).toEqual([]);
  });

  it("never calls more failures less threatening", () => {
    const served = new ServedChampion(fitted.champion);
    for (let row = 0; row < 200; row += 1) {
      const vector = test.vectors.slice(row * featureCount, (row + 1) * featureCount);
      const margins = [0, 1, 2, 4, 8].map((failures) => {
        vector[feature.sourceFailures1h] = failures;
        return served.treeMargin(vector, 0);
      });
      expect(margins).toEqual(margins.toSorted((a, b) => a - b));
    }
  });

  it("compares ways to treat few attacks on the same folds where it is asked to", () => {
    const { card } = fitChampion({ ...task, compared: ["none", "smote"] });
    expect(card.imbalance.map(({ method }) => method)).toEqual(["classWeights", "none", "smote"]);
    expect(fitted.card.imbalance).toEqual([]);
  });

  it("stops where it is cancelled, between two trees at the latest", () => {
    let asked = 0;
    const isCancelled = () => {
      asked += 1;
      return asked > 5;
    };
    expect(() => fitChampion(task, { isCancelled })).toThrow(TrainingCancelled);
    expect(asked).toBe(6);
  });

  it("refuses to learn from a handful of attacks, with a sentence", () => {
    const few = madeUpRows({ seed: "few", rows: 60 });
    expect(() => fitChampion({ ...task, training: few })).toThrow(TrainingRefused);
  });
});
