import { expect, it } from "vitest";
import { featureRows, sumRows } from "./part-rows.ts";

const part = (feature: string, contribution: number) => ({
  feature,
  words: feature,
  value: "3",
  usual: feature === "a" ? "1" : null,
  imputed: false,
  contribution,
});

it("shows the largest parts and puts the others into one line, so that the rows still add up", () => {
  const parts = Array.from("abcdefghijkl", (name, i) => part(name, 12 - i));
  const rows = featureRows(parts);
  expect(rows).toHaveLength(9);
  expect(rows.at(-1)).toEqual({ label: "all others (4)", value: 10, kind: "part" });
  expect(rows.reduce((sum, { value }) => sum + value, 0)).toBe(78);
  expect(rows.slice(0, 2).map(({ detail }) => detail)).toEqual(["3, usual 1", "3"]);
  expect(featureRows(parts.slice(0, 8))).toHaveLength(8);
});

it("says where a sum starts and what it comes to", () => {
  const rows = sumRows(-2, featureRows([part("a", 5)]), 3);
  expect(rows.map(({ label, value, kind }) => [label, value, kind])).toEqual([
    ["starts at", -2, "part"],
    ["a", 5, "part"],
    ["together", 3, "sum"],
  ]);
});
