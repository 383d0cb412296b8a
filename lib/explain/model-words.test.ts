import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureNames } from "../features/feature-table.ts";
import type { Change } from "./counterfactual/find-counterfactual.ts";
import { readingOf } from "./feature-readings.ts";
import { type ModelFacts, sayContributions, sayCounterfactual } from "./model-words.ts";

const facts: ModelFacts = {
  names: ["sourceFailures1h", "bytesOutLn", "userHour", "newUserHost", "failure"],
  row: Float64Array.of(42, Math.log1p(3.2e9), Number.NaN, Math.log(499), 0),
  usual: Float64Array.of(0.4, Math.log1p(12_000), Number.NaN, 0, Number.NaN),
  imputed: new Set([2]),
};
const change = (column: number, wanted: Change["wanted"], value: number): Change => ({
  column,
  wanted,
  value,
  bound: value,
  weight: 1,
  from: facts.row[column] ?? 0,
});

describe("words for models", () => {
  it("say what raised the answer with its value and what is usual, what lowered it, and what was not known", () => {
    expect(sayContributions(Float64Array.of(0.5, 2, 0, 0, -1), facts)).toEqual([
      "Raised most by bytes sent: 3.2 GB, usual 12 kB; failures of the source within an hour: 42, usual 0.4; lowered most by outcome: succeeded.",
      "Not known, so taken as usual: this hour of the week, for the user.",
    ]);
    const known = { ...facts, imputed: new Set<number>() };
    expect(sayContributions(new Float64Array(5), known)).toEqual([
      "Nothing in it raised the score.",
      "All that was asked for was known.",
    ]);
  });

  it("say what would have kept it under the threshold, and that nothing was found", () => {
    const found = { score: 1, scoreBefore: 3, changes: [change(0, "atMost", 9.5), change(3, "atMost", 0)] };
    expect(sayCounterfactual(found, facts)[0]).toBe(
      "It would have stayed under the threshold with failures of the source within an hour: at most about 9.5 instead of 42, usual 0.4; the host, for the user: known instead of new (one in 500), usual known.",
    );
    expect(sayCounterfactual(null, facts)[0]).toContain("No few changes were found");
  });

  it("name every feature, and none as the code does", () => {
    const value = fc.oneof(fc.double({ min: -20, max: 20, noNaN: true }), fc.constant(Number.NaN));
    const many = fc.array(value, { minLength: featureNames.length, maxLength: featureNames.length });
    fc.assert(
      fc.property(many, many, (row, parts) => {
        const all: ModelFacts = {
          names: featureNames,
          row: Float64Array.from(row),
          usual: Float64Array.from(row),
          imputed: new Set(featureNames.keys()),
        };
        const text = sayContributions(Float64Array.from(parts), all).join(" ");
        expect(text).not.toMatch(/[a-z][A-Z][a-z]|[a-z]\d+[mhd]\b|NaN|undefined|Infinity/);
        expect(text).not.toContain("without a description");
      }),
    );
    expect(new Set(featureNames.map((name) => readingOf(name)?.what)).size).toBe(featureNames.length);
  });

  it("count what has no words, and take words that are given", () => {
    const table = { ...facts, names: ["src_bytes", "toString", "a", "b", "c"], imputed: new Set<number>() };
    const [sentence] = sayContributions(Float64Array.of(1, 1, 0, 0, 0), table);
    expect(sentence).toBe("Raised most by 2 inputs without a description.");
    const readings = () => ({ what: "bytes of the connection", say: String, amount: true });
    const [worded] = sayContributions(Float64Array.of(1, 0, 0, 0, 0), { ...table, readingOf: readings });
    expect(worded).toBe("Raised most by bytes of the connection: 42, usual 0.4.");
  });
});
