import { describe, expect, it } from "vitest";
import { createNormaliser } from "../normalise/normalise.ts";
import { createMix } from "./mix.ts";
import { compileTemplate, createFiller, roomFor } from "./mix-template.ts";
import { nativeFormats } from "./traffic-types.ts";

const time = Date.UTC(2026, 2, 5, 8, 9, 10, 45);
const firstSerial = 1_800_000_000_000_000;

/** What `write` wrote; what lies beyond its room would be lost, and the text with it wrong. */
function textOf(room: number, write: (out: Uint8Array) => number): string {
  const out = new Uint8Array(room);
  return new TextDecoder().decode(out.subarray(0, write(out)));
}

describe("createMix", () => {
  const mix = createMix({ seed: "mix", entities: 5_000, firstSerial });
  const records = Array.from({ length: 30_000 }, (_, index) => {
    const { format, room, write } = mix.next();
    const record = textOf(room, (out) => write(time + Math.floor(index / 20), out, 0));
    return { format, record };
  });

  it("never repeats a record, and keeps to 700 bytes or more on average", () => {
    expect(new Set(records.map(({ record }) => record)).size).toBe(records.length);
    const bytes = records.reduce((sum, { record }) => sum + record.length, 0) / records.length;
    expect(bytes).toBeGreaterThanOrEqual(700);
    expect(Math.abs(bytes - mix.meanBytes) / bytes).toBeLessThan(0.02);
  });

  it("is about 5,000 entities, in all formats, readable, at the time asked for", () => {
    const reader = createNormaliser({ format: "auto", zone: () => 0, referenceTime: time });
    const entities = new Set<string>();
    for (const { format, record } of records) {
      const bytes = new TextEncoder().encode(record);
      const read = reader.normalise(bytes, 0, bytes.length);
      if (!read.ok) throw new Error(`${format}: ${read.reason}: ${record}`);
      if (!(Math.abs(read.event.time - time) < 3_001)) throw new Error(`${format} states ${read.event.time}`);
      const { user, host, srcIp, dstIp } = read.event;
      for (const [kind, name] of Object.entries({ user, host, src: srcIp, dst: dstIp })) {
        if (name !== null) entities.add(`${kind === "src" || kind === "dst" ? "address" : kind} ${name}`);
      }
    }
    expect(entities.size).toBeGreaterThan(4_500);
    expect(entities.size).toBeLessThan(5_500);
    expect(new Set(records.map(({ format }) => format))).toEqual(new Set(nativeFormats));
  });
});

describe("compileTemplate", () => {
  it("fills times and ids and leaves the rest", () => {
    const fill = createFiller(41);
    const filled = (format: "zeek.conn" | "sshd" | "apache" | "windows", record: string) => {
      const template = compileTemplate(format, record);
      return textOf(roomFor(template), (out) => fill(template, time, out, 0));
    };
    expect(filled("zeek.conn", '{"ts":1.5,"uid":"Cabc","id.orig_h":"10.0.0.1"}')).toBe(
      '{"ts":1772698150.045042,"uid":"C00000000000000016","id.orig_h":"10.0.0.1"}',
    );
    expect(filled("sshd", "Nov 22 03:00:05 db-01 sshd[12]: Connection closed")).toBe(
      "Mar  5 08:09:10 db-01 sshd[1043]: Connection closed",
    );
    expect(filled("apache", '192.0.2.1 - - [22/Nov/2026:03:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "x"')).toBe(
      '192.0.2.1 - - [05/Mar/2026:08:09:10 +0000] "GET /a?v=18 HTTP/1.1" 200 5 "-" "x"',
    );
    expect(
      filled("windows", '{"@timestamp":"2026-11-22T03:00:00.028Z","EventTime":"2026-11-22 03:00:00","RecordNumber":7}'),
    ).toBe('{"@timestamp":"2026-03-05T08:09:10.045Z","EventTime":"2026-03-05 08:09:10","RecordNumber":45}');
  });
});
