import { expect, test } from "vitest";
import { describeRate, oneIn } from "./describe-rate.ts";

const period = { hours: 2, events: 100_000, flagged: 40, alerts: 6 };

test("shares are said as one in so many", () => {
  expect([0, 1 / 4120, 1].map(oneIn)).toEqual(["none", "1 in 4,120", "1 in 1"]);
});

test("far over the target is marked, with how far", () => {
  const [over, target, alerts] = describeRate({
    target: { share: 1e-4, stated: true },
    range: period,
    lastHour: period,
  });
  expect(over).toEqual({ name: "Over notify", value: "1 in 2,500 · 4× the target", over: true });
  expect(target?.value).toBe("1 in 10,000 stated");
  expect(alerts?.value).toBe("3 in range · 6 in the last");
});

test("a quiet range is held against nothing", () => {
  const quiet = { ...period, events: 900, flagged: 1 };
  const [over] = describeRate({ target: { share: 1e-4, stated: false }, range: quiet, lastHour: quiet });
  expect(over).toEqual({ name: "Over notify", value: "1 in 900", over: false });
});
