import { expect, it } from "vitest";
import { isCheckpointDue } from "./checkpoint-pace.ts";

it.each([
  { name: "nothing happened", events: 0, elapsedMs: 60_000, costMs: 10, due: false },
  { name: "little happened in little time", events: 5_000, elapsedMs: 5_000, costMs: 10, due: false },
  { name: "half a minute went by", events: 1, elapsedMs: 30_000, costMs: 10, due: true },
  { name: "much happened", events: 200_000, elapsedMs: 4_000, costMs: 100, due: true },
  {
    name: "the last one was too dear to come again so soon",
    events: 500_000,
    elapsedMs: 19_999,
    costMs: 1_000,
    due: false,
  },
  { name: "its cost is a twentieth of the time", events: 500_000, elapsedMs: 20_000, costMs: 1_000, due: true },
])("when $name: due = $due", ({ events, elapsedMs, costMs, due }) => {
  const last = { offset: 1_000, atMs: 50_000, costMs };
  expect(isCheckpointDue(last, { offset: 1_000 + events, atMs: 50_000 + elapsedMs })).toBe(due);
});
