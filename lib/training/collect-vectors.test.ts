import { describe, expect, it } from "vitest";
import { featureCount } from "../features/feature-table.ts";
import { busyMoment } from "../simulation/hour-of-week.ts";
import { taughtStories } from "../simulation/stories/variants.ts";
import { collectVectors } from "./collect-vectors.ts";
import { type HistoryPlan, playHistory } from "./generated-history.ts";
import { RowCollector } from "./training-rows.ts";

const plan: HistoryPlan = {
  seed: "small",
  people: 12,
  startTime: busyMoment,
  hours: 0.7,
  rate: 1.5,
  meanGapMs: 300_000,
  stories: taughtStories,
};
const warmUpEvents = 500;

function collect(normalShare: number) {
  const into = new RowCollector();
  const counts = collectVectors({ plan, into, warmUpEvents, normalShare });
  return { counts, rows: into.build() };
}

const all = [...playHistory(plan)].flatMap(({ truths }) => [...truths]);
const { counts, rows } = collect(0.2);
const weightOf = (label: number, weights = rows.weights) =>
  weights.reduce((sum, weight, row) => (rows.labels[row] === label ? sum + weight : sum), 0);

describe("rows of a generated history", () => {
  it("are the same for the same plan", () => {
    expect(collect(0.2).rows).toEqual(rows);
  });

  it("stand for all events after the warm-up, but for steps that look like ordinary work", () => {
    const after = all.slice(warmUpEvents);
    const hostile = after.filter(({ campaign }) => campaign !== null).length - counts.ordinary;
    expect(counts.events).toBe(all.length);
    expect(counts.ordinary).toBeGreaterThan(0);
    expect(weightOf(1)).toBeGreaterThan(hostile * 0.95);
    expect(weightOf(1)).toBeLessThanOrEqual(hostile);
    const normal = after.filter(({ campaign }) => campaign === null).length;
    expect(Math.abs(weightOf(0) - normal) / normal).toBeLessThan(0.12);
  });

  it("keep each vector as scoring wrote it, and name the tactic of each attack", () => {
    expect(rows.vectors.length).toBe(rows.rows * featureCount);
    for (const [row, label] of rows.labels.entries()) {
      expect((rows.families[row] ?? -1) >= 0).toBe(label === 1);
    }
    expect(rows.familyNames).toContain("credential-access");
  });

  it("put a campaign, and an origin of ordinary life, into one group each", () => {
    const groups = new Map<number, number>();
    for (const [row, group] of rows.groups.entries()) {
      expect(groups.get(group) ?? rows.labels[row]).toBe(rows.labels[row]);
      groups.set(group, rows.labels[row] ?? 0);
    }
  });
});
