import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hours, HoursMask, type Zone } from "./hours.ts";

const utc: Zone = { name: "UTC", steps: [{ from: 0, minutes: 0 }] };
// Clocks of Berlin around 29 March 2026: one hour ahead, and two from 01:00 UTC on.
const berlin: Zone = {
  name: "Europe/Berlin",
  steps: [
    { from: Date.UTC(2025, 9, 26, 1), minutes: 60 },
    { from: Date.UTC(2026, 2, 29, 1), minutes: 120 },
  ],
};
const holds = (hours: Hours, iso: string) => new HoursMask([hours], [utc, berlin]).at(Date.parse(iso)) === 1;

describe("hours", () => {
  const office: Hours = { days: [0, 1, 2, 3, 4], from: 8 * 60, to: 18 * 60, zone: "UTC" };
  const night: Hours = { days: [4], from: 22 * 60, to: 6 * 60, zone: "UTC" };
  it.each([
    ["a Monday at eight", office, "2026-11-23T08:00:00Z", true],
    ["a minute before", office, "2026-11-23T07:59:59Z", false],
    ["the last minute", office, "2026-11-27T17:59:59Z", true],
    ["the end, which is outside", office, "2026-11-27T18:00:00Z", false],
    ["a Saturday", office, "2026-11-28T12:00:00Z", false],
    ["Friday night", night, "2026-11-27T23:00:00Z", true],
    ["the morning after, which belongs to Friday", night, "2026-11-28T05:59:00Z", true],
    ["Friday morning, which belongs to Thursday", night, "2026-11-27T05:00:00Z", false],
    ["before 1970", office, "1969-12-29T09:00:00Z", true],
    ["Berlin in winter", { ...office, zone: "Europe/Berlin" }, "2026-03-27T07:00:00Z", true],
    ["the same hour of UTC in summer", { ...office, zone: "Europe/Berlin" }, "2026-03-30T06:00:00Z", true],
    ["an hour that was working time in winter", { ...office, zone: "Europe/Berlin" }, "2026-03-30T16:30:00Z", false],
  ])("%s", (_name, hours, iso, expected) => {
    expect(holds(hours, iso)).toBe(expected);
  });

  it("give the same mask however events follow one another", () => {
    const time = fc.integer({ min: Date.UTC(2026, 2, 20), max: Date.UTC(2026, 3, 10) });
    const own = fc.record({
      days: fc.uniqueArray(fc.nat(6), { minLength: 1 }),
      from: fc.nat(1439),
      to: fc.nat(1440),
      zone: fc.constantFrom("UTC", "Europe/Berlin"),
    });
    fc.assert(
      fc.property(fc.array(fc.option(own), { maxLength: 4 }), fc.array(time, { maxLength: 20 }), (hours, times) => {
        const one = new HoursMask(hours, [utc, berlin]);
        for (const at of times) expect(one.at(at)).toBe(new HoursMask(hours, [utc, berlin]).at(at));
      }),
    );
  });
});
