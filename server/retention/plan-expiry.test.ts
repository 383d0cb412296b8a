import { expect, it } from "vitest";
import { planExpiry } from "./plan-expiry.ts";

const stored = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"].flatMap((day) => [
  { stream: 1, day, bytes: 100 },
  { stream: 2, day, bytes: 10 },
]);

it.each([
  { name: "nothing within both limits", days: 10, bytes: 10_000, database: 660, dropped: [] },
  { name: "what is too old", days: 2, bytes: 10_000, database: 660, dropped: ["2026-11-18", "2026-11-19"] },
  { name: "the oldest until it fits", days: 10, bytes: 600, database: 660, dropped: ["2026-11-18", "2026-11-19"] },
  {
    name: "never today",
    days: 1,
    bytes: 1,
    database: 660,
    dropped: ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21"],
  },
])("drops $name", ({ days, bytes, database, dropped }) => {
  const now = { today: "2026-11-22", databaseBytes: database };
  const plan = planExpiry(stored, now, { days, bytes });
  expect([...new Set(plan.map(({ day }) => day))]).toEqual(dropped);
});
