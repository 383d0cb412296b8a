import { describe, expect, it } from "vitest";
import { byRow, drawLabels, randomMatrix } from "../../../testing/models/random-matrix.ts";
import { fitBoosting } from "../../models/boosting/fit-boosting.ts";
import { createRowScorer } from "../../models/trees/row-scorer.ts";
import { createRandom } from "../../stats/random.ts";
import { type CounterfactualTask, findCounterfactual } from "./find-counterfactual.ts";
import type { ScoreRows } from "./score-moves.ts";

const width = 7;
const matrix = randomMatrix({ rows: 2500, numeric: 6, categories: [5], missing: 0.03, seed: "counterfactual" });
const x = (column: number, row: number) => matrix.columns[column]?.[row] || 0;
const labels = drawLabels(
  matrix,
  createRandom("labels"),
  (row) => 2.5 * x(0, row) - 2 * x(1, row) + 1.5 * Math.sin(3 * x(2, row)) + (x(6, row) === 2 ? 2 : 0) - 1,
);
const { ensemble, base } = fitBoosting({ matrix, labels, classes: 2, options: { rounds: 60 } });
const scorer = createRowScorer(ensemble);
const score: ScoreRows = (rows, count, scores) => {
  scores.fill(base[0] ?? 0, 0, count);
  scorer.addMargins(rows, count, scores);
};
const actionable = [
  ...Array.from({ length: 6 }, (_, column) => ({ column, weight: 1 })),
  { column: 6, weight: 1, categories: 5 },
];
const rows = byRow(matrix);
const all = new Float64Array(matrix.rows);
score(rows, matrix.rows, all);
const below = Float64Array.from(all).sort()[Math.floor(0.9 * matrix.rows)] ?? 0;
const alerts = Array.from(all.keys()).filter((row) => (all[row] ?? 0) >= below);
const taskOf = (row: number): CounterfactualTask => ({
  row: rows.slice(row * width, (row + 1) * width),
  score,
  ensembles: [ensemble],
  actionable,
  below,
});

function scoreChanged(task: CounterfactualTask, changes: readonly { column: number; value: number }[]): number {
  const changed = Float64Array.from(task.row);
  for (const { column, value } of changes) changed[column] = value;
  const scores = new Float64Array(1);
  score(changed, 1, scores);
  return scores[0] ?? Number.NaN;
}

describe("findCounterfactual", () => {
  const found = alerts.slice(0, 100).map((row) => ({ task: taskOf(row), answer: findCounterfactual(taskOf(row)) }));

  it("is found for nine in ten alerts, and every one found is under the threshold with at most three changes", () => {
    const answered = found.filter(({ answer }) => answer !== null);
    expect(answered.length).toBeGreaterThanOrEqual(0.9 * found.length);
    for (const { task, answer } of answered) {
      expect(answer?.changes.length).toBeLessThanOrEqual(3);
      expect(scoreChanged(task, answer?.changes ?? [])).toBe(answer?.score);
      expect(answer?.score).toBeLessThan(below);
      expect(answer?.scoreBefore).toBeGreaterThanOrEqual(below);
    }
  });

  it("asks for nothing that is not needed", () => {
    for (const { task, answer } of found) {
      for (const change of answer?.changes ?? []) {
        const others = (answer?.changes ?? []).filter((other) => other !== change);
        expect(scoreChanged(task, others)).toBeGreaterThanOrEqual(below);
      }
    }
  });

  it("prefers one cheap change to one dear, and never touches what is not actionable", () => {
    for (const row of alerts.slice(0, 40)) {
      const task = taskOf(row);
      const fixed = actionable.filter(({ column }) => column !== 0);
      const answer = findCounterfactual({ ...task, actionable: fixed });
      for (const { column } of answer?.changes ?? []) expect(column).not.toBe(0);
      const dear = actionable.map((column) => ({ ...column, weight: column.column === 0 ? 10 : 1 }));
      const cheap = findCounterfactual({ ...task, actionable: dear });
      if (answer !== null) expect(cheap?.changes.some(({ column }) => column === 0)).toBe(false);
    }
  });

  it("keeps to bounds and whole numbers", () => {
    const limited = actionable.map((column) => ({ ...column, low: -1, high: 1, whole: true }));
    for (const row of alerts.slice(0, 40)) {
      for (const { value, wanted } of findCounterfactual({ ...taskOf(row), actionable: limited })?.changes ?? []) {
        expect(Number.isInteger(value)).toBe(true);
        if (wanted !== "equals") expect(Math.abs(value)).toBeLessThanOrEqual(1);
      }
    }
  });

  it("is none where the row is under the threshold already, or where nothing can be changed", () => {
    const quiet = Array.from(all.keys()).find((row) => (all[row] ?? 0) < below) ?? 0;
    expect(findCounterfactual(taskOf(quiet))).toBeNull();
    expect(findCounterfactual({ ...taskOf(alerts[0] ?? 0), actionable: [] })).toBeNull();
  });
});
