import fc from "fast-check";
import { expect, test } from "vitest";
import { severityName } from "../../lib/thresholds/policy.ts";
import { highestOf } from "./collect-findings.ts";

const events = fc.array(
  fc.record({
    finding: fc.record({ severity: fc.constantFrom(...severityName.options) }),
    band: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 2, maxLength: 8 },
);

test("an alert is as severe as the gravest of its events, also where another has the higher margin", () => {
  const high = { finding: { severity: "high" }, band: 2 } as const;
  const critical = { finding: { severity: "critical" }, band: 1 } as const;
  expect(highestOf([high, critical])).toEqual({ severity: 5, band: 2 });
});

test("how events are cut into transactions changes neither severity nor band: the later ones only raise", () => {
  fc.assert(
    fc.property(events, fc.nat(), (all, place) => {
      const cut = 1 + (place % (all.length - 1));
      const [first, second] = [highestOf(all.slice(0, cut)), highestOf(all.slice(cut))];
      expect(highestOf(all)).toEqual({
        severity: Math.max(first.severity, second.severity),
        band: Math.max(first.band, second.band),
      });
    }),
  );
});
