import { expect, test } from "vitest";
import { noSelection, withAll, without, withRange, withToggled } from "./selection.ts";

const rows = [5, 4, 3, 2, 1].map((id) => ({ id }));
const idsOf = ({ ids }: typeof noSelection) => [...ids].sort((left, right) => left - right);

test("one is chosen, and chosen again it is not", () => {
  const one = withToggled(noSelection, 3);
  expect(idsOf(one)).toEqual([3]);
  expect(idsOf(withToggled(one, 3))).toEqual([]);
});

test("a range goes from the last one chosen, either way, and adds to what was chosen", () => {
  const two = withToggled(withToggled(noSelection, 1), 4);
  expect(idsOf(withRange(two, rows, 2))).toEqual([1, 2, 3, 4]);
  expect(idsOf(withRange(withToggled(noSelection, 2), rows, 5))).toEqual([2, 3, 4, 5]);
  expect(idsOf(withRange(noSelection, rows, 3))).toEqual([3]);
});

test("all, and none when it was all; what is done leaves", () => {
  const all = withAll(noSelection, rows);
  expect(idsOf(all)).toEqual([1, 2, 3, 4, 5]);
  expect(idsOf(withAll(all, rows))).toEqual([]);
  expect(idsOf(without(all, [5, 1]))).toEqual([2, 3, 4]);
});
