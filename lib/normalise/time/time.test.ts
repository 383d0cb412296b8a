import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyTime, epochMs, plausibleMs } from "./epoch-time.ts";
import { isoTime } from "./iso-time.ts";
import { bsdTime } from "./syslog-time.ts";

const utc = () => 0;
const hour = 3_600_000;

describe("ISO 8601", () => {
  it("agrees with the platform for all times", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date(Date.UTC(9999, 11, 31)), noInvalidDate: true }), (date) => {
        expect(isoTime(date.toISOString(), utc)).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ["2023-11-14 22:13:20", 1_700_000_000_000],
    ["2023-11-14T22:13:20.1239999Z", 1_700_000_000_123],
    ["2023-11-14T22:13:20,5", 1_700_000_000_500],
    ["2023-11-14T23:13:20+0100", 1_700_000_000_000],
    ["2023-11-14T18:13:20.000-04:00", 1_700_000_000_000],
    ["2016-12-31T23:59:60Z", Date.UTC(2017, 0, 1)],
  ])("%s", (text, expected) => {
    expect(isoTime(text, utc)).toBe(expected);
  });

  it.each([
    "2023-02-29T00:00:00Z",
    "2023-13-01T00:00:00Z",
    "2023-11-14T25:00:00Z",
    "2023-11-14",
    "x".repeat(25),
    "2023-11-14T22:13:20+xx",
  ])("%s is no time", (text) => {
    expect(isoTime(text, utc)).toBeNaN();
  });

  it("takes a time without zone in the source's", () => {
    expect(isoTime("2023-11-14 22:13:20", () => -5 * hour)).toBe(1_700_000_000_000 + 5 * hour);
    expect(isoTime("2023-11-14 22:13:20Z", () => -5 * hour)).toBe(1_700_000_000_000);
  });
});

describe("times without a year", () => {
  it("belong to the year that puts them closest to the reference, at most a day after it", () => {
    const january = Date.UTC(2024, 0, 2);
    expect(bsdTime("Dec 31 23:00:00", utc, january)).toBe(Date.UTC(2023, 11, 31, 23));
    expect(bsdTime("Jan  2 23:00:00", utc, january)).toBe(Date.UTC(2024, 0, 2, 23));
    expect(bsdTime("Jan  4 00:00:00", utc, january)).toBe(Date.UTC(2023, 0, 4));
    expect(bsdTime("Jan  1 00:30:00", utc, Date.UTC(2023, 11, 31, 23))).toBe(Date.UTC(2024, 0, 1, 0, 30));
  });

  it("find 29 February in the last leap year", () => {
    expect(bsdTime("Feb 29 12:00:00", utc, Date.UTC(2027, 5, 1))).toBe(Date.UTC(2024, 1, 29, 12));
    expect(bsdTime("Feb 30 12:00:00", utc, Date.UTC(2027, 5, 1))).toBeNaN();
  });
});

describe("counts since 1970", () => {
  it("tell their unit by their size", () => {
    for (const value of [1.7e9, 1.7e12, 1.7e15, 1.7e18]) expect(epochMs(value)).toBeCloseTo(1.7e12, 0);
    expect(anyTime("1700000000", utc)).toBe(1.7e12);
    expect(anyTime("1700000000.25", utc)).toBe(1.7e12 + 250);
    expect(anyTime(-1, utc)).toBe(-1000);
  });

  it("are no time where no calendar reaches", () => {
    expect(plausibleMs(1e300)).toBeNaN();
    expect(epochMs(1e300)).toBeNaN();
    expect(anyTime({}, utc)).toBeNaN();
  });
});
