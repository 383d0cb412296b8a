import { expect, it } from "vitest";
import { fractionAt, hashPair, hashText } from "./hash.ts";
import { sha256Hex } from "./sha-256.ts";

it("gives different ids to names, kinds and orders, without a collision among many", () => {
  const out = new Uint32Array(2);
  const seen = new Set<string>();
  for (let i = 0; i < 50_000; i += 1) {
    for (const kind of [1, 2, 3]) {
      hashText(kind, `host${i}`, out, 0);
      seen.add(`${out[0]}.${out[1]}`);
    }
  }
  expect(seen.size).toBe(150_000);
  const pairs = new Set<string>();
  for (let i = 0; i < 300; i += 1) {
    for (let j = 0; j < 300; j += 1) {
      hashPair(1, i, i + 7, j, j * 3, out);
      pairs.add(`${out[0]}.${out[1]}`);
    }
  }
  expect(pairs.size).toBe(90_000);
});

it("spreads the low bits, which the table indexes by", () => {
  const out = new Uint32Array(2);
  const cells = new Float64Array(64);
  for (let i = 0; i < 64_000; i += 1) {
    hashText(3, `10.0.${i >> 8}.${i & 255}`, out, 0);
    const cell = (out[1] ?? 0) & 63;
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const chiSquared = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chiSquared).toBeLessThan(110);
});

it("draws evenly from counters alone", () => {
  let sum = 0;
  for (let i = 0; i < 100_000; i += 1) sum += fractionAt(1, i);
  expect(sum / 100_000).toBeCloseTo(0.5, 2);
  expect(fractionAt(1, 2 ** 40)).not.toBe(fractionAt(1, 0));
});

it("digests as FIPS 180-4 does", () => {
  const bytes = Uint8Array.from("abc", (c) => c.charCodeAt(0));
  expect(sha256Hex(bytes)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Hex(new Uint8Array(0))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});
