import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EffectiveTime } from "./effective-time.ts";

const t0 = Date.UTC(2026, 0, 5);
const day = 86_400_000;
const year9999 = Date.UTC(9999, 0, 1);

function resolveAll(times: readonly number[], replay: boolean, received = t0): { time: number; adjusted: boolean }[] {
  const clock = new EffectiveTime(64);
  const slot = clock.source(1, 1);
  return times.map((own) => ({ time: clock.resolve(slot, own, received, replay), adjusted: clock.adjusted }));
}

describe("live", () => {
  it.each([
    ["its own time", [t0 - 1000], [{ time: t0 - 1000, adjusted: false }]],
    ["five minutes ahead", [t0 + 300_000], [{ time: t0 + 300_000, adjusted: false }]],
    ["further ahead", [t0 + 300_001], [{ time: t0, adjusted: true }]],
    [
      "the year 9999",
      [year9999, t0 - 5],
      [
        { time: t0, adjusted: true },
        { time: t0 - 5, adjusted: false },
      ],
    ],
    [
      "older than a day",
      [t0, t0 - day - 1],
      [
        { time: t0, adjusted: false },
        { time: t0, adjusted: true },
      ],
    ],
    [
      "none after one",
      [t0 - 9, Number.NaN],
      [
        { time: t0 - 9, adjusted: false },
        { time: t0 - 9, adjusted: true },
      ],
    ],
    ["none at all", [Number.NaN], [{ time: t0, adjusted: true }]],
  ])("%s", (_, times, expected) => {
    expect(resolveAll(times, false)).toEqual(expected);
  });
});

describe("replay", () => {
  const past = Date.UTC(2015, 5, 1);
  const times = (list: readonly number[]) => resolveAll(list, true).map(({ time }) => time);

  it("uses no clock and begins at its first record", () => {
    expect(resolveAll([past, past + 5], true)).toEqual([
      { time: past, adjusted: false },
      { time: past + 5, adjusted: false },
    ]);
  });

  it("lets one record from the year 9999 move nothing", () => {
    expect(times([past, year9999, past + 5, year9999, past + 6])).toEqual([past, past, past + 5, past + 5, past + 6]);
  });

  it("jumps forward when three records in a row agree", () => {
    const later = past + 40 * day;
    expect(times([past, later, later + 1, later + 2, later + 3])).toEqual([past, past, past, later + 2, later + 3]);
    expect(times([past, later, later + 1, past + 1, later + 2])).toEqual([past, past, past, past + 1, past + 1]);
    expect(times([past, later, later + 2 * day, later + 4 * day])).toEqual([past, past, past, past]);
  });

  it("recovers from a broken first record, but never turns a supported watermark back", () => {
    expect(times([year9999, past, past + 1, past + 2, past + 3])).toEqual([
      year9999,
      year9999,
      year9999,
      past + 2,
      past + 3,
    ]);
    const supported = [past, past + 1, past + 2];
    const old = past - 9 * day;
    expect(times([...supported, old, old, old, old])).toEqual([...supported, past + 2, past + 2, past + 2, past + 2]);
  });

  it("gives a record without time its predecessor's, else 1970", () => {
    expect(times([Number.NaN, past, Number.NaN])).toEqual([0, past, past]);
  });

  it("always answers with a time, and adjusted ones lie where the watermark was", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.integer({ min: past, max: past + 90 * day }))), (list) => {
        expect(times(list).every((time) => Number.isFinite(time))).toBe(true);
      }),
    );
  });
});
