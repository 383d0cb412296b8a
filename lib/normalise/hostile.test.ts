import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBlock, encodeBlock } from "../event/block-codec.ts";
import { createColumnsBuilder } from "../event/columns-builder.ts";
import { defaultLimits } from "./limits.ts";
import { createNormaliser, type Normalised } from "./normalise.ts";
import { sampleRecords } from "./sample-records.ts";
import { splitRecords } from "./split-records.ts";

const context = { format: "auto", zone: () => 0, referenceTime: 1.7e12 };
const encoder = new TextEncoder();

/** One of the records of our own making, told apart by a number in a place that does not matter to its format. */
const goodLines = sampleRecords.map(([, , record]) => record).filter((record) => record.startsWith("{"));

const json = fc.json({ maxDepth: 6 });
const anyText = fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.replaceAll("\n", ""));
const key = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "EventID",
  "ts",
  "time",
  "user",
  "message",
  "Channel",
  "a\0b",
);
const value = fc.oneof(
  fc.constantFrom(
    "1e999",
    "9007199254740993",
    "-1",
    '"\\ud800"',
    '"\\u0000"',
    "null",
    "[]",
    "{}",
    "true",
    '"9999-12-31T23:59:59Z"',
  ),
  fc.constantFrom('"::ffff:1.2.3.4"', '"[::1]:5"', '"fe80::1%eth0"', '"1:2:3:4:5:6:7:8"', '"999.1.1.1"', '"0x7f.1"'),
  json,
  anyText.map((text) => JSON.stringify(text)),
);
const objectText = fc
  .array(fc.tuple(key, value), { maxLength: 6 })
  .map((members) => `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`);
const good = fc.constantFrom(...goodLines);
const cutOff = fc
  .tuple(good, fc.double({ min: 0.01, max: 0.99, noNaN: true }))
  .map(([text, share]) => text.slice(0, Math.ceil(text.length * share)));
const changed = fc
  .tuple(good, fc.nat(), fc.constantFrom("{", "}", '"', "\\", ",", "\0", "[", "é", "\ud800"))
  .map(([text, at, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1));
const deep = fc
  .integer({ min: 60, max: 5000 })
  .map((depth) => `{"time":1,"a":${"[".repeat(depth)}${"]".repeat(depth)}}`);
const wide = fc
  .integer({ min: 1990, max: 3000 })
  .map((n) => `{"time":1,${Array.from({ length: n }, (_, i) => `"k${i}":1`)}}`);
const lineText = fc.constantFrom(
  ...sampleRecords.map(([, , record]) => record).filter((record) => !record.startsWith("{")),
  "Nov 14 22:13:20",
  "Nov 99 99:99:99 h sshd[1]: Failed password for from port ssh2",
  "<999>1 2023-11-14T22:13:20Z",
  '1.2.3.4 - - [14/Nov/2023:22:13:20 +0000] "GET',
  "type=SYSCALL msg=audit(x:y): a0=",
  "<Event><System><EventID>x</EventID>",
  "[Tue Nov 99 22:13:20 2023] [error] [client ] ",
);
const hostile = fc.oneof(
  { weight: 50, arbitrary: objectText },
  { weight: 50, arbitrary: changed },
  { weight: 30, arbitrary: cutOff },
  { weight: 30, arbitrary: anyText },
  { weight: 30, arbitrary: lineText },
  { weight: 10, arbitrary: json },
  { weight: 2, arbitrary: deep },
  { weight: 2, arbitrary: wide },
);

function normaliseBody(body: Uint8Array): { results: Map<number, Normalised>; total: number } {
  const { records, rejected } = splitRecords(body, defaultLimits);
  const normaliser = createNormaliser(context);
  const results = new Map<number, Normalised>();
  for (const { index, reason } of rejected) results.set(index, { ok: false, reason });
  for (const { index, offset, length } of records) results.set(index, normaliser.normalise(body, offset, length));
  return { results, total: records.length + rejected.length };
}

function expectExplained(result: Normalised | undefined): void {
  if (result?.ok === false && !/^[A-Z"].{10,400}[.]$/s.test(result.reason))
    expect(result.reason).toMatch(/^[A-Z"].{10,400}[.]$/s);
}

describe("hostile records", () => {
  it("100,000 of them, with good ones in between, crash nothing, alter nothing, and are each explained", () => {
    const alone = new Map(
      goodLines.map((text) => {
        const bytes = encoder.encode(text);
        return [text, JSON.stringify(createNormaliser(context).normalise(bytes, 0, bytes.length))];
      }),
    );
    const batch = fc.sample(hostile, { numRuns: 5000, seed: 20_231_114 }).filter((text) => text.trim() !== "");
    const builder = createColumnsBuilder();
    let refused = 0;
    for (let round = 0; round < 20; round += 1) {
      // Each round puts other good records between the same hostile ones, which are turned by a different amount.
      const turned = [...batch.slice(round * 7), ...batch.slice(0, round * 7)];
      const lines = turned.flatMap((text, i) => [text, goodLines[(i + round) % goodLines.length] ?? ""]);
      const body = encoder.encode([goodLines[0], ...lines].join("\n"));
      const { records } = splitRecords(body, defaultLimits);
      const { results } = normaliseBody(body);
      const found = new Map<string, number>();
      for (const { index, offset, length } of records) {
        const text = new TextDecoder().decode(body.subarray(offset, offset + length));
        const expected = alone.get(text);
        if (expected === undefined) continue;
        found.set(text, (found.get(text) ?? 0) + 1);
        if (JSON.stringify(results.get(index)) !== expected) throw new Error(`altered: ${text}`);
      }
      const sent = lines.filter((text) => alone.has(text)).length + 1;
      expect([...found.values()].reduce((sum, n) => sum + n, 0)).toBe(sent);
      builder.reset();
      for (const result of results.values()) {
        expectExplained(result);
        if (!result.ok) refused += 1;
        else
          builder.add(result.event, {
            received: 1,
            source: 1,
            replay: "",
            rawOffset: 0,
            rawLength: 1,
            format: result.format,
          });
      }
      expect(decodeBlock(encodeBlock(builder.build())).ok).toBe(true);
    }
    expect(refused).toBeGreaterThan(20_000);
  }, 300_000);

  it("any bytes: nothing throws, every record has an answer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
        const { results, total } = normaliseBody(body);
        expect(results.size).toBe(total);
        for (const result of results.values()) expectExplained(result);
      }),
      { numRuns: 2000 },
    );
  });

  it("fields of 10 MB are refused alone, by their size", () => {
    const big = `{"time":1,"a":"${"x".repeat(10_000_000)}"}`;
    const { results } = normaliseBody(encoder.encode(`${goodLines[0]}\n${big}\n${goodLines[1]}`));
    expect([...results.values()].map(({ ok }) => ok).sort()).toEqual([false, true, true]);
  });

  it("keys of the prototype change nothing and stay in the bytes", () => {
    const { results } = normaliseBody(
      encoder.encode('{"time":1,"__proto__":{"user":"eve"},"constructor":{"prototype":{"user":"eve"}}}'),
    );
    expect(results.get(0)).toMatchObject({ ok: true, event: { user: null } });
    expect(Object.hasOwn(Object.prototype, "user")).toBe(false);
  });

  it("times that no calendar reaches are missing, far ones stay as they are", () => {
    const times = ["1e308", "253402300799", "-62135596800", '"9999-12-31T23:59:59Z"'];
    const body = encoder.encode(times.map((time) => `{"time":${time},"user":"a"}`).join("\n"));
    const found = [...normaliseBody(body).results.values()].map((result) =>
      result.ok ? result.event.time : result.reason,
    );
    expect(found).toEqual([Number.NaN, 253_402_300_799_000, -62_135_596_800_000, Date.UTC(9999, 11, 31, 23, 59, 59)]);
  });
});
