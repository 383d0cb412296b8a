import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "./limits.ts";
import { splitRecords } from "./split-records.ts";
import { TooManyRecordsError } from "./split-result.ts";

function split(body: string, recordBytes = defaultLimits.recordBytes) {
  const bytes = new TextEncoder().encode(body);
  const { kind, records, rejected } = splitRecords(bytes, { ...defaultLimits, recordBytes });
  const texts = records.map(({ offset, length }) => new TextDecoder().decode(bytes.subarray(offset, offset + length)));
  return { kind, texts, rejected, indices: records.map(({ index }) => index) };
}

describe("where a line breaks", () => {
  it.each([
    ["a line that a later one would go on with", '{"a":[1,2\n{"b":2}\n{"c":3}', "its 9 bytes end before it is closed"],
    ["a text that is not closed", '{"a":1}\n{"b":"x\n{"c":3}', "byte 6 of the record"],
    ["a bracket of the other kind", '{"a":1}\n{"b":[1} x\n{"c":3}', "byte 7 of the record"],
  ])("%s: told within its own bytes", (_what, body, said) => {
    expect(split(body).rejected).toEqual([{ index: expect.any(Number), reason: expect.stringContaining(said) }]);
  });
});

describe("what is cut", () => {
  it.each<[string, string, string, string[]]>([
    ["an array", '[{"a":"]},{"},\n {"b":[1,{"c":2}]}]', "array", ['{"a":"]},{"}', '{"b":[1,{"c":2}]}']],
    ["an empty array", " [ ] ", "array", []],
    ["CloudTrail's wrapper", '{"Records":[{"a":1},{"b":2}]}\n', "records-wrapper", ['{"a":1}', '{"b":2}']],
    ["Microsoft's wrapper", '{"@odata.context":"x","value":[{"a":1}]}', "records-wrapper", ['{"a":1}']],
    ["lines of wrappers", '{"Records":[{"a":1}]}\n{"Records":[{"b":2}]}', "records-wrapper", ['{"a":1}', '{"b":2}']],
    ["objects one a line", '\ufeff{"a":1}\r\n\r\n{"b":2},\n', "ndjson", ['{"a":1}', '{"b":2}']],
    [
      "a pretty-printed object",
      '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}\n',
      "ndjson",
      ['{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}'],
    ],
    [
      "pretty-printed objects behind each other",
      '{\n"a":1\n}{\n"b":2\n}\n{\n"c":3\n}',
      "ndjson",
      ['{\n"a":1\n}', '{\n"b":2\n}', '{\n"c":3\n}'],
    ],
    [
      "several objects on a line",
      '{"a":1}{"b":2} {"c":3}\n{"d":4}',
      "ndjson",
      ['{"a":1}', '{"b":2}', '{"c":3}', '{"d":4}'],
    ],
    ["text lines", "one\r\n\r\n  two \nthree", "lines", ["one", "two", "three"]],
    [
      "a log that begins with a bracket",
      "[Sun Dec 04 04:47:44 2005] [error] x",
      "lines",
      ["[Sun Dec 04 04:47:44 2005] [error] x"],
    ],
    ["an array that begins with nothing", '[null,{"a":1},{"b":2}]', "array", ["null", '{"a":1}', '{"b":2}']],
    ["an array that begins with a number or an array", '[1, {"a":1}, [[2]]]', "array", ["1", '{"a":1}', "[[2]]"]],
    ["a kernel's log", "[   12.345678] usb 1-1: new", "lines", ["[   12.345678] usb 1-1: new"]],
    ["a table without its head", "#separator \\x09\n#fields\ta\n1\t2\n#close\tx", "lines", ["1\t2"]],
    ["comma-separated values without their head", "time,a,b\n1,2,3\n", "lines", ["1,2,3"]],
    ["nothing", "", "lines", []],
  ])("%s", (_name, body, kind, texts) => {
    expect(split(body)).toMatchObject({ kind, texts, rejected: [] });
  });
});

describe("what is refused alone", () => {
  it("a line too long", () => {
    const result = split(`{"a":1}\n{"b":"${"x".repeat(100)}"}\n{"c":3}`, 50);
    expect(result).toMatchObject({ texts: ['{"a":1}', '{"c":3}'], indices: [0, 2] });
    expect(result.rejected).toEqual([{ index: 1, reason: expect.stringContaining("at most 50") }]);
  });

  it("an element too long", () => {
    expect(split(`[{"a":1},{"b":"${"x".repeat(100)}"},{"c":3}]`, 50)).toMatchObject({ indices: [0, 2] });
  });

  it("the last element of an array cut off", () => {
    const result = split('[{"a":1},{"b":{"c":2}},{"d":[1,{"e":');
    expect(result.texts).toEqual(['{"a":1}', '{"b":{"c":2}}']);
    expect(result.rejected).toEqual([{ index: 2, reason: expect.stringContaining("cut off") }]);
  });

  it("the end of an array that is missing, though its records are whole", () => {
    for (const body of ['[{"a":1},', '[{"a":1}']) {
      const result = split(body);
      expect(result.texts).toEqual(['{"a":1}']);
      expect(result.rejected).toEqual([{ index: 1, reason: expect.stringContaining("not closed") }]);
    }
  });

  it("a body of more records than one may hold, as a whole", () => {
    const cut = (body: string) => splitRecords(new TextEncoder().encode(body), { ...defaultLimits, records: 3 });
    expect(cut("a\nb\nc\n").records).toHaveLength(3);
    expect(() => cut("a\nb\nc\nd")).toThrow(TooManyRecordsError);
  });

  it("an element without its closing bracket, or with a string that stays open", () => {
    expect(split('[{"a":1},{"b":{"c":2},{"d":3}]').texts).toEqual(['{"a":1}', '{"d":3}']);
    expect(split('[{"a":1},\n{"b":"x},\n{"d":3}]').texts).toEqual(['{"a":1}', '{"d":3}']);
  });

  it("a line cut off, without swallowing the good lines behind it", () => {
    for (const broken of ['{"x":{', '{"x":[', '{"x":"', '{"x":', '{"x":[1,', '{"x":[{']) {
      const result = split(`{"a":1}\n${broken}\n{"b":2}\n{"c":3}`);
      expect(result.texts, broken).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
      expect(result.rejected).toHaveLength(1);
    }
  });

  it("an object in UTF-16 that does not begin with its mark, saying so", () => {
    const body = new Uint8Array(Buffer.from('{"user":"anna"}', "utf16le"));
    expect(splitRecords(body, defaultLimits).rejected).toEqual([
      { index: 0, reason: expect.stringContaining("UTF-16") },
    ]);
  });

  it.each([
    [[0xff, 0xfe, 0x41, 0], "UTF-16"],
    [[0x1f, 0x8b, 8, 0], "gzip"],
  ])("a body of other bytes: %s", (bytes, word) => {
    const result = splitRecords(Uint8Array.from(bytes), defaultLimits);
    expect(result.rejected).toEqual([{ index: 0, reason: expect.stringContaining(word) }]);
  });
});

describe("for any body", () => {
  it("gives ranges in order, inside the body, without overlap, numbered without a hole", () => {
    const piece = fc.constantFrom(
      '{"a":1}',
      "{",
      "}",
      "[",
      "]",
      '"',
      "\\",
      ",",
      "\n",
      "#fields",
      " ",
      "x",
      '{"Records":[',
      "\0",
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(piece, { maxLength: 60 }).map((pieces) => new TextEncoder().encode(pieces.join(""))),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        const { records, rejected } = splitRecords(bytes, defaultLimits);
        let end = 0;
        for (const record of records) {
          expect(record.offset).toBeGreaterThanOrEqual(end);
          expect(record.length).toBeGreaterThan(0);
          end = record.offset + record.length;
        }
        expect(end).toBeLessThanOrEqual(bytes.length);
        const indices = [...records, ...rejected].map(({ index }) => index).sort((a, b) => a - b);
        expect(indices).toEqual(indices.map((_, i) => i));
      }),
      { numRuns: 500 },
    );
  });

  it("takes time in proportion to its length, however it nests", () => {
    const lines = new TextEncoder().encode('{"a":[\n'.repeat(200_000));
    const nested = new TextEncoder().encode(`[${'{"a":['.repeat(100_000)}`);
    expect(splitRecords(lines, defaultLimits).rejected).toHaveLength(200_000);
    expect(splitRecords(nested, defaultLimits).records).toHaveLength(0);
  }, 60_000);
});
