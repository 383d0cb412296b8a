import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNormaliser } from "../normalise/normalise.ts";
import { createOrganisation } from "./organisation.ts";
import { createTraffic, type TrafficOptions } from "./traffic.ts";
import { type NativeRecord, nativeFormats } from "./traffic-types.ts";

/** A Tuesday at ten. */
const busy = Date.UTC(2026, 2, 3, 10);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const organisation = createOrganisation("test", 60);

function live(options: Partial<TrafficOptions>, forMs: number): NativeRecord[] {
  const all = { seed: "test", organisation, startTime: busy, rate: 10, ...options };
  return createTraffic(all).next(all.startTime + forMs);
}

const ordinary = live({ campaigns: null }, 30 * minuteMs);

describe("createTraffic", () => {
  it("gives the same bytes for the same seed, however the time is cut", () => {
    const whole = live({ rate: 4 }, 3 * minuteMs);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 6 }), (steps) => {
        const traffic = createTraffic({ seed: "test", organisation, startTime: busy, rate: 4 });
        const pieces: NativeRecord[] = [];
        let time = busy;
        for (const step of steps) {
          time = Math.min(time + step, busy + 3 * minuteMs);
          pieces.push(...traffic.next(time));
        }
        pieces.push(...traffic.next(busy + 3 * minuteMs));
        expect(pieces).toEqual(whole);
      }),
      { numRuns: 6 },
    );
    expect(live({ rate: 4, seed: "other" }, minuteMs)).not.toEqual(live({ rate: 4 }, minuteMs));
  });

  it("goes forward in time, within the span asked for", () => {
    const times = ordinary.map(({ time }) => time);
    const backward = times.filter((time, index) => time < (times[index - 1] ?? busy));
    expect(backward).toEqual([]);
    expect(times.at(-1)).toBeLessThan(busy + 30 * minuteMs);
  });

  it("hits the rate that was asked for, in every format, at 700 bytes or more", () => {
    const perSecond = ordinary.length / 1_800;
    expect(perSecond).toBeGreaterThan(8);
    expect(perSecond).toBeLessThan(12.5);
    expect(new Set(ordinary.map((record) => record.format))).toEqual(new Set(nativeFormats));
    const bytes = ordinary.reduce((sum, { record }) => sum + record.length, 0);
    expect(bytes / ordinary.length).toBeGreaterThanOrEqual(700);
  });

  it("writes printable ASCII on one line, with the truth beside the record and not in it", () => {
    const records = live({}, 10 * minuteMs);
    expect(records.filter(({ record }) => !/^[\x20-\x7e]+$/.test(record))).toEqual([]);
    expect(records.filter(({ record, truth }) => truth.campaign !== null && record.includes(truth.campaign))).toEqual(
      [],
    );
  });

  it("never gives out an id twice, not even after a later start", () => {
    const later = live({ campaigns: null, seed: "again", startTime: busy + hourMs }, 10 * minuteMs);
    const ids = [...ordinary, ...later].map(idOf).filter((id) => id !== null);
    expect(ids.length).toBeGreaterThan(10_000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is read by the normaliser, all of it, as what it is", () => {
    const reader = createNormaliser({ format: "auto", zone: () => 0, referenceTime: busy });
    const failures = live({ rate: 6 }, 15 * minuteMs).flatMap(({ format, record, time }) => {
      const bytes = new TextEncoder().encode(record);
      const read = reader.normalise(bytes, 0, bytes.length);
      if (!read.ok) return [`${format}: ${read.reason}`];
      // Products write whole seconds in places; syslog writes no year, which the reference time settles.
      return Math.abs(read.event.time - time) <= 1_000 ? [] : [`${format}: ${read.event.time} is not ${time}`];
    });
    expect(failures.slice(0, 5)).toEqual([]);
  });
});

describe("ordinary life", () => {
  it("sleeps at night and at weekends", () => {
    const count = (startTime: number) => live({ campaigns: null, startTime, rate: 4 }, 30 * minuteMs).length;
    const day = count(busy);
    const night = count(busy - 7 * hourMs);
    const sunday = count(busy + 5 * 24 * hourMs);
    expect(day / night).toBeGreaterThan(2.5);
    expect(day / night).toBeLessThan(12);
    expect(day / sunday).toBeGreaterThan(2);
  });

  it("sees a working day at any hour with an offset, while the records keep their own time", () => {
    const startTime = busy - 7 * hourMs;
    const options = { campaigns: null, startTime, rate: 4 };
    const shifted = live({ ...options, hourOffsetMs: 7 * hourMs }, 30 * minuteMs);
    expect(shifted.length).toBeGreaterThan(2.5 * live(options, 30 * minuteMs).length);
    expect(shifted[0]?.time).toBeLessThan(startTime + minuteMs);
  });

  it("moves bytes with a heavy tail: the Hill estimate of its index lies between 0.8 and 1.8", () => {
    const sizes = ordinary
      .filter(({ format }) => format === "zeek.conn")
      .map(({ record }) => Number(JSON.parse(record).resp_bytes))
      .sort((a, b) => b - a);
    const top = sizes.slice(0, Math.floor(sizes.length / 20));
    const least = top.at(-1) ?? 1;
    const index = 1 / (top.reduce((sum, size) => sum + Math.log(size / least), 0) / top.length);
    expect(index).toBeGreaterThan(0.8);
    expect(index).toBeLessThan(1.8);
  });

  it("has people who do more than others", () => {
    const counts = new Map<string, number>();
    for (const { format, record } of ordinary) {
      const user = format === "windows" ? /"TargetUserName":"([a-z.\d]+)"/.exec(record)?.[1] : undefined;
      if (user !== undefined) counts.set(user, (counts.get(user) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1] ?? 0;
    expect(counts.size).toBeGreaterThan(40);
    expect(sorted.at(-1)).toBeGreaterThan(1.8 * median);
  });

  it("backs up at night, inside only", () => {
    const startTime = busy - 9 * hourMs;
    const backups = live({ campaigns: null, startTime, rate: 5 }, hourMs)
      .filter(({ format, record }) => format === "zeek.conn" && record.includes('"id.resp_p":873'))
      .map(({ record }) => JSON.parse(record));
    expect(backups.length).toBeGreaterThan(5);
    for (const backup of backups) {
      expect(backup.orig_bytes).toBeGreaterThanOrEqual(4e8);
      expect(backup.local_resp).toBe(true);
    }
  });
});

/** The id by which the source itself tells records apart, where it gives one. */
function idOf({ format, record }: NativeRecord): string | null {
  if (format === "sshd" || format === "apache") return null;
  const parsed = JSON.parse(record);
  switch (format) {
    case "windows":
      return `${parsed.Hostname} ${parsed.Channel} ${parsed.RecordNumber}`;
    case "cloudtrail":
      return parsed.eventID;
    case "mail":
      return parsed.message_id;
    case "suricata":
      return `${parsed.flow_id} ${parsed.timestamp}`;
    default:
      return `${format} ${parsed.uid} ${parsed.ts}`;
  }
}
