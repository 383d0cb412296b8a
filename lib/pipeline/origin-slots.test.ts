import fc from "fast-check";
import { expect, it } from "vitest";
import { startGuard } from "../thresholds/adapt/guard-state.ts";
import { countOrigin } from "../thresholds/adapt/origin-influence.ts";
import { OriginSlots } from "./origin-slots.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2026, 0, 5);

/** Who sends: people of few slots, so that these change hands, in fewer networks; 9 has a slot beyond the first room. */
const sent = fc.record({
  who: fc.integer({ min: 0, max: 9 }),
  afterMs: fc.constantFrom(0, 1000, hourMs, 10 * hourMs, 30 * hourMs),
  isSettled: fc.constantFrom(true, false, false),
});

it("counts what the guard's own state counts, whenever that is asked and whoever has a slot", () => {
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 120 }), (all) => {
      const settings = { target: 0.01, capacityPerDay: 100, usualPerDay: 1000, windowDays: 2 };
      const plain = startGuard({ settings, notify: 4, startMs, canaries: [] });
      const fast = startGuard({ settings, notify: 4, startMs, canaries: [] });
      const slots = new OriginSlots();
      let [atMs, day] = [startMs, 0];
      for (const { who, afterMs, isSettled } of all) {
        atMs += afterMs;
        const charged = { origin: `10.0.${who % 3}.${who}`, network: `10.0.${who % 3}` };
        const expected = countOrigin(plain, charged, atMs);
        if (Math.floor(atMs / dayMs) !== day) {
          slots.settle();
          slots.clear();
          day = Math.floor(atMs / dayMs);
        }
        const source = who === 9 ? 5000 : who % 4;
        const subjects = { source, user: -1, host: -1, originHigh: who + 1, originLow: 7 };
        const counted = slots.count(subjects, atMs, 2 * dayMs);
        const isStranger = counted === "unmet" ? null : counted === "stranger";
        expect(countOrigin(fast, { ...charged, isStranger }, atMs)).toBe(expected);
        const met = counted === "unmet" ? fast.origins.get(charged.origin) : undefined;
        if (met !== undefined) slots.meet(subjects, met, expected);
        if (!isSettled) continue;
        slots.settle();
        expect(JSON.stringify(fast)).toBe(JSON.stringify(plain));
      }
      slots.settle();
      expect(JSON.stringify(fast)).toBe(JSON.stringify(plain));
    }),
    { numRuns: 300 },
  );
});
