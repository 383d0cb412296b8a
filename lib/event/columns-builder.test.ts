import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, createColumnsBuilder, type RowContext } from "./columns-builder.ts";
import { emptyEvent } from "./security-event.ts";

const row: RowContext = { received: 5, source: 3, replay: "", rawOffset: 10, rawLength: 20, format: "test" };

describe("columns builder", () => {
  it("stores a text once and marks a missing one with 0", () => {
    const columns = columnsOf(
      [
        { ...emptyEvent(), user: "ada", host: "ada" },
        { ...emptyEvent(), user: "ada" },
      ],
      row,
    );
    expect(columns.length).toBe(2);
    expect(columns.strings[columns.user[0] ?? 0]).toBe("ada");
    expect(columns.user[1]).toBe(columns.host[0]);
    expect(columns.host[1]).toBe(0);
    expect(columns.strings[0]).toBe("");
  });

  it("keeps missing numbers NaN and missing or impossible ports -1", () => {
    const columns = columnsOf([{ ...emptyEvent(), srcPort: 70_000, dstPort: 443 }], row);
    expect(columns.time[0]).toBeNaN();
    expect(columns.bytesIn[0]).toBeNaN();
    expect(columns.textLength[0]).toBeNaN();
    expect(columns.srcPort[0]).toBe(-1);
    expect(columns.dstPort[0]).toBe(443);
  });

  it.each(["127.0.0.1", "::1", "0.0.0.0", "::"])("takes %s, which every machine has, for no address", (address) => {
    const columns = columnsOf([{ ...emptyEvent(), srcIp: address, dstIp: "192.0.2.1" }], row);
    expect(columns.src[0]).toBe(0);
    expect(columns.strings[columns.dst[0] ?? 0]).toBe("192.0.2.1");
  });

  it("grows past its first capacity without losing rows", () => {
    const builder = createColumnsBuilder(2);
    for (let i = 0; i < 1000; i += 1) builder.add({ ...emptyEvent(), time: i, user: `u${i % 7}` }, row);
    const columns = builder.build();
    expect(columns.length).toBe(1000);
    expect([...columns.time]).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(columns.strings[columns.user[999] ?? 0]).toBe("u5");
  });

  it("starts anew after a reset and leaves the texts of the block before alone", () => {
    const builder = createColumnsBuilder(2);
    builder.add({ ...emptyEvent(), user: "old" }, row);
    const before = builder.build();
    builder.reset();
    builder.add({ ...emptyEvent(), user: "new" }, row);
    expect(builder.build().strings).not.toContain("old");
    expect(before.strings).toContain("old");
  });

  it("gives a hash only to a real id", () => {
    const columns = columnsOf([{ ...emptyEvent(), recordId: "zeek:C1" }, emptyEvent()], row);
    expect((columns.recordIdHigh[0] ?? 0) + (columns.recordIdLow[0] ?? 0)).toBeGreaterThan(0);
    expect([columns.recordIdHigh[1], columns.recordIdLow[1]]).toEqual([0, 0]);
  });

  it("stores no NUL, no lone surrogate and no text over 1,024 units", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), fc.integer({ min: 0, max: 0xffff }), (text, unit) => {
        const columns = columnsOf([{ ...emptyEvent(), user: `${text}\0${String.fromCharCode(unit)}` }], row);
        const stored = columns.strings[columns.user[0] ?? 0] ?? "";
        expect(stored).not.toContain("\0");
        expect(new TextDecoder().decode(new TextEncoder().encode(stored))).toBe(stored);
        expect(stored.length).toBeLessThanOrEqual(1024);
      }),
    );
  });
});
