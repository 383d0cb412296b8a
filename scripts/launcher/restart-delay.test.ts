import { expect, it } from "vitest";
import { planRestart, type RestartHistory } from "./restart-delay.ts";

it("waits longer after each quick exit, to ten seconds, and begins again after a long run", () => {
  const delays: number[] = [];
  let history: RestartHistory = { quickExits: 0 };
  for (const ranMs of [100, 100, 100, 100, 100, 100, 100, 60_000, 100]) {
    const plan = planRestart(history, ranMs);
    history = plan.history;
    delays.push(plan.delayMs);
  }
  expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 250, 500]);
});
