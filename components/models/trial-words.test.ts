import { expect, it } from "vitest";
import { sayAlerts, saySpan } from "./trial-words.ts";

const dayMs = 86_400_000;

it("says which events were tried: all of a stretch, a part of a day, or none", () => {
  const events = { tried: 98_304, from: 0, to: dayMs, blocks: 24, ofBlocks: 630 };
  expect(saySpan({ events })).toMatch(/^98,304 events spread evenly over the last 24 hours \(one part in 26\)/);
  expect(saySpan({ events: { ...events, tried: 5_600, to: dayMs / 96, blocks: 1, ofBlocks: 1 } })).toMatch(
    /^All 5,600 events of the last 15 minutes/,
  );
  expect(saySpan({ events: { ...events, tried: 0, from: null, to: null } })).toMatch(/^No scored events/);
});

it("counts alerts of every severity, and names the gravest", () => {
  const none = { informational: 0, low: 0, medium: 0, high: 0, critical: 0 };
  expect(sayAlerts(none)).toBe("0");
  expect(sayAlerts({ ...none, low: 3, high: 2, critical: 1 })).toBe("6 (1 critical, 2 high)");
});
