import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { rocAuc } from "../../stats/metrics/roc-auc.ts";
import { createRandom } from "../../stats/random.ts";
import { splitsOfFolds } from "../../stats/splits/split.ts";
import type { CategoryColumn, Frame, LabelledTable } from "../data/frame.ts";
import { readDetector, writeDetector } from "./detector-codec.ts";
import { type DetectorOptions, noveltyDetector } from "./detector-options.ts";
import { drawStrangers } from "./draw-strangers.ts";
import { type FittedDetector, fitDetector } from "./fit-detector.ts";
import { nameFamilies, scoreDetector } from "./score-detector.ts";

const kinds = ["normal", "loud", "odd"] as const;
type Kind = (typeof kinds)[number];

/**
 * Normal rows have two numbers that belong together and a name that says their sign; loud attacks have a third one that is
 * large; odd ones have usual numbers that do not belong together.
 */
function drawTable(rows: number, seed: string, shares: Readonly<Record<Kind, number>>): LabelledTable {
  const random = createRandom(seed);
  const types = Array.from({ length: rows }, (): Kind => {
    const draw = random.fraction();
    return draw < shares.loud ? "loud" : draw < shares.loud + shares.odd ? "odd" : "normal";
  });
  const first = Float64Array.from({ length: rows }, () => drawNormal(random));
  const second = first.map((x, row) => (types[row] === "odd" ? -x : x) + 0.1 * drawNormal(random));
  const third = Float64Array.from(types, (type) => drawNormal(random) + (type === "loud" ? 6 : 0));
  const type: CategoryColumn = {
    kind: "category",
    name: "type",
    codes: Int32Array.from(types, (each) => kinds.indexOf(each)),
    categories: kinds,
  };
  const sign: CategoryColumn = {
    kind: "category",
    name: "sign",
    codes: Int32Array.from(first, (x) => Number(x > 0)),
    categories: ["below", "above"],
  };
  const number = (name: string, values: Float64Array) => ({ kind: "number" as const, name, values });
  const frame: Frame = {
    rows,
    columns: [number("first", first), number("second", second), sign, number("third", third)],
  };
  return { frame, labels: Uint8Array.from(types, (each) => Number(each !== "normal")), family: type, type };
}

const small: DetectorOptions = {
  ...noveltyDetector,
  members: noveltyDetector.members.map((member) => ({ ...member, options: { ...member.options, trees: 30 } })),
  familyTrees: 20,
};

function train(options: DetectorOptions, shares = { normal: 0, loud: 0.1, odd: 0 }, seed = "1"): FittedDetector {
  const table = drawTable(1500, "train", shares);
  const folds = Int32Array.from(table.labels.keys()).map((row) => row % 3);
  const split = splitsOfFolds(folds, 3)[0] ?? { train: folds, test: folds };
  return fitDetector({ table, split, options, seed });
}

describe("fitDetector", () => {
  const { detector, heldOut } = train(small);
  const later = drawTable(1500, "later", { normal: 0, loud: 0.1, odd: 0.1 });
  const answer = scoreDetector(detector, later.frame);
  const without = (kind: Kind) =>
    Int32Array.from(later.labels.keys()).filter((row) => kinds[later.type.codes[row] ?? 0] !== kind);
  const areaWithout = (kind: Kind, scores: Float64Array) => {
    const rows = without(kind);
    return rocAuc({
      labels: Uint8Array.from(rows, (row) => later.labels[row] ?? 0),
      scores: Float64Array.from(rows, (row) => scores[row] ?? 0),
    }).value;
  };

  it("finds attacks like those of training, and attacks of a kind that it has never met", () => {
    expect(areaWithout("odd", answer.scores)).toBeGreaterThan(0.94);
    expect(areaWithout("loud", answer.scores)).toBeGreaterThan(0.88);
    // What knows attacks alone cannot tell them from normal rows.
    expect(areaWithout("loud", answer.parts[0] ?? answer.scores)).toBeLessThan(0.78);
  });

  it("keeps the false-alarm rate that its threshold states", () => {
    const { threshold, alpha } = detector.thresholds[0] ?? { threshold: null, alpha: 0 };
    const normal = answer.scores.filter((_, row) => later.labels[row] === 0);
    const alarms = normal.filter((score) => score >= (threshold ?? Number.NaN)).length;
    expect(alpha).toBe(0.05);
    expect(alarms / normal.length).toBeLessThan(0.065);
    expect(alarms).toBeGreaterThan(0);
  });

  it("states no threshold for a promise that its normal rows are too few for", () => {
    const strict = train({ ...small, thresholds: [{ alpha: 1e-4, delta: 0.05 }] });
    expect(strict.detector.thresholds).toEqual([{ alpha: 1e-4, delta: 0.05, threshold: null }]);
  });

  it.each(["blend", "stack"] as const)("%s: the parts add up to the score", (by) => {
    const combine = by === "stack" ? { by } : small.combine;
    const found = scoreDetector(train({ ...small, combine }).detector, later.frame);
    for (const [row, score] of found.scores.entries()) {
      const sum = found.parts.reduce((total, part) => total + (part[row] ?? 0), found.base);
      expect(score).toBeCloseTo(sum, 12);
    }
  });

  it("gives probabilities that rise with the score, and are right on the held-out rows on the whole", () => {
    const order = [...answer.scores.keys()].sort((a, b) => (answer.scores[a] ?? 0) - (answer.scores[b] ?? 0));
    for (const [i, row] of order.entries()) {
      expect(answer.probabilities[row] ?? 0).toBeGreaterThanOrEqual(answer.probabilities[order[i - 1] ?? row] ?? 0);
    }
    const mean = heldOut.probabilities.reduce((sum, p) => sum + p, 0) / heldOut.probabilities.length;
    expect(Math.abs(mean - 0.1)).toBeLessThan(0.03);
  });

  it("names the family of an attack", () => {
    const both = train(small, { normal: 0, loud: 0.15, odd: 0.15 }).detector;
    const families = nameFamilies(both, later.frame);
    const attacks = Int32Array.from(later.labels.keys()).filter((row) => later.labels[row] === 1);
    const right = attacks.filter(
      (row) => both.family?.names[families[row] ?? -1] === kinds[later.type.codes[row] ?? 0],
    );
    expect(right.length / attacks.length).toBeGreaterThan(0.95);
    expect(detector.family).toBeNull();
  });

  it("learns from the held-out rows too where it is told to, and keeps what they have set", () => {
    const again = train({ ...small, refit: true });
    expect(again.heldOut).toEqual(heldOut);
    expect(again.detector.thresholds).toEqual(detector.thresholds);
    expect(again.detector.members).not.toEqual(detector.members);
  });

  it("gives the same bytes for the same seed, and reads them back to the same answers", () => {
    const bytes = writeDetector({ detector, card: { name: "test" } });
    const bytesOf = (seed: string) =>
      writeDetector({ detector: train(small, undefined, seed).detector, card: { name: "test" } });
    expect(Buffer.compare(bytesOf("1"), bytes)).toBe(0);
    expect(Buffer.compare(bytesOf("2"), bytes)).not.toBe(0);
    const read = readDetector(bytes);
    if (!read.ok) throw new Error(read.reason);
    expect(read.card).toEqual({ name: "test" });
    expect(scoreDetector(read.detector, later.frame)).toEqual(answer);
    expect(Buffer.compare(writeDetector(read), bytes)).toBe(0);
  });

  it("refuses damaged bytes in a sentence, whichever byte it is", () => {
    const bytes = writeDetector({ detector, card: null });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, by) => {
        const damaged = bytes.slice();
        damaged[place] = (damaged[place] ?? 0) ^ by;
        const read = readDetector(damaged);
        expect(read.ok ? "" : read.reason).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses rows of one class", () => {
    const table = drawTable(60, "one", { normal: 0, loud: 0, odd: 0 });
    const rows = Int32Array.from(table.labels.keys());
    const task = { table, split: { train: rows, test: rows }, options: small, seed: "1" };
    expect(() => fitDetector(task)).toThrow("needs normal rows and attacks");
  });
});

describe("drawStrangers", () => {
  it("keeps each column's values and breaks what belongs together", () => {
    const { frame } = drawTable(4000, "strangers", { normal: 0, loud: 0, odd: 0 });
    const drawn = drawStrangers(frame, 4000, createRandom("draw"));
    const numbers = (of: Frame, i: number) => {
      const column = of.columns[i];
      return column?.kind === "number" ? column.values : new Float64Array(0);
    };
    const product = (of: Frame) =>
      numbers(of, 0).reduce((sum, x, row) => sum + x * (numbers(of, 1)[row] ?? 0), 0) / of.rows;
    expect(product(frame)).toBeGreaterThan(0.9);
    expect(Math.abs(product(drawn))).toBeLessThan(0.1);
    const known = new Set(numbers(frame, 0));
    expect(numbers(drawn, 0).every((value) => known.has(value))).toBe(true);
    expect(() => drawStrangers({ rows: 0, columns: [] }, 1, createRandom("none"))).toThrow(RangeError);
  });
});
