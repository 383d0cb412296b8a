import { expect, it } from "vitest";
import { createRandom } from "../stats/random.ts";
import type { Split } from "../stats/splits/split.ts";
import { guardLabels } from "./guard-labels.ts";

const rows = 1_000;
const random = createRandom("guard");
/** One in five is an attack, and its number says so nearly always. */
const truth = Uint8Array.from({ length: rows }, (_, row) => Number(row % 5 === 0));
const x = Float64Array.from(truth, (label) => random.fraction() + label * 1.5);
const groups = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 5));

/** Learns where the middle between the two classes lies, and is as sure as the number is far from it. */
function judgeWith(labels: Uint8Array) {
  return ({ train, test }: Split): Float64Array => {
    const mean = (label: number) => {
      const own = train.filter((row) => labels[row] === label);
      return own.reduce((sum, row) => sum + (x[row] ?? 0), 0) / own.length;
    };
    const middle = (mean(0) + mean(1)) / 2;
    return Float64Array.from(test, (row) => 1 / (1 + Math.exp(-6 * ((x[row] ?? 0) - middle))));
  };
}

it("finds labels that were turned by chance, and leaves nearly all others", () => {
  const labels = truth.slice();
  const flipped = [...labels.keys()].filter(() => random.fraction() < 0.05);
  for (const row of flipped) labels[row] = 1 - (labels[row] ?? 0);
  const found = guardLabels({ labels, groups, judge: judgeWith(labels) });
  const wrong = new Set(found?.wrong.map(({ row }) => row));
  const right = flipped.filter((row) => wrong.has(row)).length;
  expect((2 * right) / (wrong.size + flipped.length)).toBeGreaterThan(0.8);
  expect((found?.kept.length ?? 0) + wrong.size).toBe(rows);
});

it("finds next to nothing where nothing is wrong, and never most of a class", () => {
  expect(guardLabels({ labels: truth, groups, judge: judgeWith(truth) })?.wrong.length).toBeLessThan(rows / 50);
  const stubborn = guardLabels({
    labels: truth,
    groups,
    judge: ({ test }) => new Float64Array(test.length).fill(0.001),
  });
  expect(stubborn?.wrong.filter(({ label }) => label === 1).length).toBeLessThanOrEqual(rows / 5 / 4);
});

it("says nothing where a handful of groups would judge each other", () => {
  const few = truth.map((label, row) => (row < 40 ? label : 0));
  expect(guardLabels({ labels: few, groups, judge: judgeWith(few) })).toBeNull();
});
