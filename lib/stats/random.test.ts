import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawExponential,
  drawGeometric,
  drawInteger,
  drawLognormal,
  drawNormal,
  drawPareto,
  pick,
  pickByRank,
  shuffle,
} from "./draw.ts";
import { createRandom } from "./random.ts";

const many = (count: number, draw: () => number) => Array.from({ length: count }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

describe("createRandom", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, other) => {
        const numbers = (name: string) => {
          const random = createRandom(name);
          return many(20, random.uint32);
        };
        expect(numbers(seed)).toEqual(numbers(seed));
        if (seed !== other) expect(numbers(seed)).not.toEqual(numbers(other));
      }),
    );
  });

  it("forks by label alone, whatever was drawn before", () => {
    const fresh = createRandom(7);
    const used = createRandom(7);
    many(100, used.uint32);
    expect(used.fork("mail").uint32()).toBe(fresh.fork("mail").uint32());
    expect(fresh.fork("mail").uint32()).not.toBe(fresh.fork("web").uint32());
  });

  it("fills [0, 1) evenly", () => {
    const random = createRandom("even");
    const counts = new Array<number>(16).fill(0);
    for (let draw = 0; draw < 160_000; draw += 1) {
      const cell = Math.floor(random.fraction() * 16);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // 99.9 % point of chi squared with 15 degrees of freedom.
    expect(chiSquared).toBeLessThan(37.7);
  });

  it("has no serial correlation to speak of", () => {
    const values = many(100_000, createRandom("serial").fraction);
    const products = values.slice(1).map((value, index) => (value - 0.5) * ((values[index] ?? 0) - 0.5));
    expect(Math.abs(mean(products) * 12)).toBeLessThan(0.015);
  });
});

describe("draws", () => {
  const random = createRandom("draws");

  it("follow the laws they name", () => {
    const normals = many(40_000, () => drawNormal(random));
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(mean(normals.map((value) => value * value))).toBeCloseTo(1, 1);
    expect(median(many(20_000, () => drawLognormal(random, 50, 1)))).toBeCloseTo(50, -1);
    expect(mean(many(40_000, () => drawExponential(random, 5)))).toBeCloseTo(5, 0);
    expect(mean(many(40_000, () => drawGeometric(random, 4)))).toBeCloseTo(4, 0);
    const tail = many(40_000, () => drawPareto(random, 1, 1.2));
    expect(Math.min(...tail)).toBeGreaterThanOrEqual(1);
    expect(tail.filter((value) => value > 10).length / tail.length).toBeCloseTo(10 ** -1.2, 2);
  });

  it("keep whole numbers within their bounds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.nat(100), (low, width) => {
        const value = drawInteger(random, low, low + width);
        expect(Number.isInteger(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(low + width);
      }),
    );
    expect(() => drawInteger(random, 2, 1)).toThrow(RangeError);
  });

  it("pick early ranks more often, and refuse an empty list", () => {
    const items = ["first", "second", "third", "fourth"];
    const picks = Array.from({ length: 8_000 }, () => pickByRank(random, items));
    const share = (name: string) => picks.filter((item) => item === name).length / picks.length;
    expect(share("first")).toBeGreaterThan(share("second"));
    expect(share("second")).toBeGreaterThan(share("fourth"));
    expect(() => pick(random, [])).toThrow(RangeError);
    expect(() => pickByRank(random, [])).toThrow(RangeError);
  });

  it("shuffle without loss", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        expect(shuffle(random, items).sort()).toEqual([...items].sort());
      }),
    );
  });
});
