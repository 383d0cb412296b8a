import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressWords } from "./address.ts";
import { isInRange, readAddressRange } from "./address-range.ts";

function lies(address: string, range: string): boolean {
  const words = addressWords(address);
  const read = readAddressRange(range);
  if (words === null || read === null) throw new Error(`${address} or ${range} is not understood.`);
  return isInRange(words, read);
}

describe("address range", () => {
  it.each([
    ["10.1.2.3", "10.0.0.0/8", true],
    ["11.1.2.3", "10.0.0.0/8", false],
    ["10.1.2.3", "10.1.2.3", true],
    ["10.1.2.4", "10.1.2.3/32", false],
    ["192.0.2.200", "192.0.2.128/25", true],
    ["192.0.2.100", "192.0.2.128/25", false],
    ["203.0.113.1", "0.0.0.0/0", true],
    ["2001:db8::1", "0.0.0.0/0", false],
    ["2001:db8:1::1", "2001:db8::/32", true],
    ["2001:db9::1", "2001:db8::/32", false],
    ["::ffff:10.1.2.3", "10.0.0.0/8", true],
  ])("%s in %s: %s", (address, range, expected) => {
    expect(lies(address, range)).toBe(expected);
  });

  it.each([
    "10.0.0.1/8",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0/8",
    "host",
    "2001:db8::1/32",
    "::/129",
    "10.0.0.0/-1",
    "",
  ])("%s is none", (text) => {
    expect(readAddressRange(text)).toBeNull();
  });

  it("agrees with arithmetic on IPv4", () => {
    const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const dotted = (n: number) => [24, 16, 8, 0].map((shift) => (n >>> shift) & 255).join(".");
    fc.assert(
      fc.property(uint32, uint32, fc.integer({ min: 0, max: 32 }), (a, b, bits) => {
        const size = 2 ** (32 - bits);
        const start = Math.floor(b / size) * size;
        expect(lies(dotted(a), `${dotted(start)}/${bits}`)).toBe(a >= start && a < start + size);
      }),
    );
  });
});
