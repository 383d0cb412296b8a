import { featureCount } from "../features/feature-table.ts";
import { taughtStories } from "../simulation/stories/variants.ts";
import { collectVectors } from "./collect-vectors.ts";
import type { HistoryPlan } from "./generated-history.ts";
import { RowCollector, type TrainingRows } from "./training-rows.ts";

/** Known attacks of one tactic as feature vectors, null = missing. */
export interface CanaryAttacks {
  readonly family: string;
  readonly vectors: readonly (readonly (number | null)[])[];
}

/** Enough to see five points of recall, and few enough to score all each hour. */
const mostOfFamily = 60;
/** Fewer would make one event a loss of many points. */
const fewestOfFamily = 20;

/**
 * An organisation of its own, with the variants of attacks that models are taught: those that benchmarks attack with are
 * others.
 */
const plan: HistoryPlan = {
  seed: "canaries",
  people: 40,
  startTime: Date.UTC(2025, 4, 6, 8),
  hours: 3,
  rate: 1.5,
  meanGapMs: 8 * 60_000,
  stories: taughtStories,
};

/** Places of the family's attacks, evenly over the history. */
function placesOf(rows: TrainingRows, family: number): number[] {
  const all = Array.from({ length: rows.rows }, (_, row) => row).filter((row) => rows.families[row] === family);
  const step = Math.max(1, all.length / mostOfFamily);
  return Array.from({ length: Math.min(all.length, mostOfFamily) }, (_, i) => all[Math.floor(i * step)] ?? 0);
}

/** Known attacks by tactic, from a generated history. Takes a few seconds; the same at each call. */
export function canaryFamilies(given: Partial<HistoryPlan> = {}): CanaryAttacks[] {
  const into = new RowCollector();
  collectVectors({ plan: { ...plan, ...given }, into, warmUpEvents: 500, normalShare: 0 });
  const rows = into.build();
  return rows.familyNames.flatMap((family, code) => {
    const places = placesOf(rows, code);
    if (places.length < fewestOfFamily) return [];
    const vectors = places.map((place) =>
      Array.from(rows.vectors.subarray(place * featureCount, (place + 1) * featureCount), (value) =>
        Number.isNaN(value) ? null : value,
      ),
    );
    return [{ family, vectors }];
  });
}
