import { describe, expect, it } from "vitest";
import { hashRecordId } from "./record-id.ts";

function bitsOf(value: number): number {
  return value === 0 ? 0 : (value & 1) + bitsOf(value >>> 1);
}

describe("record id hash", () => {
  it("is stable", () => {
    expect(hashRecordId("windows:DC01/Security/1")).toEqual(hashRecordId("windows:DC01/Security/1"));
    expect(hashRecordId("")).not.toEqual({ high: 0, low: 0 });
  });

  it("tells 200,000 neighbours apart", () => {
    const seen = new Set<number>();
    for (let i = 0; i < 200_000; i += 1) {
      const { high, low } = hashRecordId(`windows:DC01/Security/${i}`);
      seen.add((high & 0x1fffff) * 2 ** 32 + low);
    }
    expect(seen.size).toBe(200_000);
  });

  it("changes about half of each half's bits with one character", () => {
    let high = 0;
    let low = 0;
    for (let i = 0; i < 2000; i += 1) {
      const a = hashRecordId(`cloudtrail:${i}-a`);
      const b = hashRecordId(`cloudtrail:${i}-b`);
      high += bitsOf(a.high ^ b.high);
      low += bitsOf(a.low ^ b.low);
    }
    expect(high / 2000).toBeCloseTo(16, 0);
    expect(low / 2000).toBeCloseTo(16, 0);
  });
});
