import fc from "fast-check";
import { expect, it } from "vitest";
import { listMoves, moveTo } from "./list-moves.ts";

it("offers single-precision columns only what they can hold, on the right side of each cut", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.float({ min: -100, max: 100, noNaN: true }),
      (cut, x) => {
        const moves = listMoves(
          Float64Array.of(x),
          [{ column: 0, weight: 1, single: true }],
          new Map([[0, Float64Array.of(cut)]]),
        );
        for (const { value, wanted } of moves) {
          expect(Math.fround(value)).toBe(value);
          expect(wanted === "atMost" ? value <= cut : value > cut).toBe(true);
        }
        expect(moves).toHaveLength(1);
      },
    ),
  );
});

it("keeps the nearest and the furthest of many cuts", () => {
  const cuts = Float64Array.from({ length: 100 }, (_, i) => i + 0.5);
  const moves = listMoves(Float64Array.of(50), [{ column: 0, weight: 1 }], new Map([[0, cuts]]), 5);
  const lower = moves.filter(({ wanted }) => wanted === "atMost").map(({ value }) => value);
  expect(lower).toHaveLength(5);
  expect([lower[0], lower.at(-1)]).toEqual([49.5, 0.5]);
  expect(moves).toHaveLength(10);
});

it("moves to a value within bounds, and nowhere else", () => {
  const column = { column: 3, weight: 2, low: 0, whole: true, single: true };
  expect(moveTo(column, 9, 4.7)).toEqual({ column: 3, weight: 2, value: 4, wanted: "atMost", bound: 4 });
  expect(moveTo(column, 9, 9)).toBeNull();
  expect(moveTo(column, 9, -2)).toBeNull();
  expect(moveTo(column, Number.NaN, 1)).toBeNull();
  expect(moveTo({ column: 1, weight: 1 }, 0, 0.4)).toMatchObject({ value: 0.4, wanted: "above" });
});
