import { expect, test } from "vitest";
import type { AlertStanding } from "../../lib/contracts/alert-query.ts";
import { chosenOf, noSelection, withAll, withMatching, without, withRange, withToggled } from "./selection.ts";

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

const standing = (id: number, revision = 1): AlertStanding => ({
  id,
  revision,
  status: "new",
  assignee: null,
  verdict: null,
  verdictReason: null,
  snoozedUntil: null,
});

test("all that match are chosen with those that the list does not hold yet; a listed one counts as it is shown", () => {
  const listed = [standing(5, 7), standing(4)];
  const matching = { items: [5, 4, 3, 2, 1].map((id) => standing(id)), cut: false };
  const all = withMatching(withAll(noSelection, listed), matching);
  const shown = (selection: typeof all) => chosenOf(selection, listed).map(({ id, revision }) => [id, revision]);
  expect(shown(all)).toEqual([
    [5, 7],
    [4, 1],
    [3, 1],
    [2, 1],
    [1, 1],
  ]);
  // Taken away one by one, by a press or because it is done; the rest stays.
  expect(shown(without(withToggled(all, 4), [2]))).toEqual([
    [5, 7],
    [3, 1],
    [1, 1],
  ]);
  // A row that came into the list since is not there twice.
  expect(chosenOf(all, [...listed, standing(3, 2)]).filter(({ id }) => id === 3)).toEqual([standing(3, 2)]);
  expect(withAll(all, listed)).toEqual(noSelection);
});

test("all that match come too late for a choice that was given up, and are forgotten with the last one", () => {
  const matching = { items: [standing(2), standing(1)], cut: true };
  expect(withMatching(noSelection, matching)).toEqual(noSelection);
  const done = without(withMatching(withToggled(noSelection, 2), matching), [2, 1]);
  expect(done.matching).toBeNull();
});
