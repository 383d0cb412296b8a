import { heldOutStories, taughtStories } from "../simulation/stories/variants.ts";
import type { HistoryPlan } from "./generated-history.ts";

/** What the starter model learns from and is tested on; `scale` stretches it, for a benchmark or a quick test. */
export interface StarterPlans {
  readonly training: readonly HistoryPlan[];
  readonly test: readonly HistoryPlan[];
}

/**
 * Young and old, dense and quiet organisations, on other days each: a stream is scored from its first minutes on. The
 * test's organisations, days, seeds and technique variants are its own, and its days come later.
 */
export function planStarter(seed: number, scale = 1): StarterPlans {
  const history = (
    name: string,
    stories: HistoryPlan["stories"],
    shape: { people: number; rate: number; hours: number; day: number; hour: number; gapMinutes: number },
  ): HistoryPlan => ({
    seed: `starter ${seed} ${name}`,
    people: shape.people,
    startTime: Date.UTC(2025, 2, 3 + shape.day, shape.hour),
    hours: shape.hours * scale,
    rate: shape.rate,
    meanGapMs: shape.gapMinutes * 60_000,
    stories,
  });
  return {
    training: [
      history("harbour", taughtStories, { people: 60, rate: 15, hours: 1.25, day: 0, hour: 9, gapMinutes: 5 }),
      history("meadow", taughtStories, { people: 40, rate: 1.2, hours: 30, day: 1, hour: 5, gapMinutes: 70 }),
      history("quarry", taughtStories, { people: 90, rate: 22, hours: 0.6, day: 4, hour: 14, gapMinutes: 3 }),
      history("orchard", taughtStories, { people: 30, rate: 5, hours: 3, day: 7, hour: 12, gapMinutes: 11 }),
    ],
    test: [
      history("canal", heldOutStories, { people: 70, rate: 18, hours: 0.9, day: 14, hour: 10, gapMinutes: 4 }),
      history("summit", heldOutStories, { people: 45, rate: 3, hours: 5, day: 16, hour: 7, gapMinutes: 15 }),
    ],
  };
}
