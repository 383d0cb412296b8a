import { describe, expect, it } from "vitest";
import { type DecodedScoreBatch, decodeScoreBatch, encodeScoreBatch } from "./score-batch-codec.ts";

const names = { detectorNames: ["rarity", "tempo"], featureNames: ["bytes", "hour", "fähig"] };

function part(length: number, from: number) {
  return {
    length,
    contributions: Float32Array.from({ length: length * 2 }, (_, i) => from + i),
    vector: Float32Array.from({ length: length * 3 }, (_, i) => (i % 4 === 3 ? Number.NaN : -from - i / 8)),
  };
}

function batchOf(decoded: DecodedScoreBatch) {
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.batch;
}

describe("score batch codec", () => {
  it("gives back each row of every part, with the names", () => {
    const parts = [part(3, 100), part(0, 0), part(2, 200)];
    const batch = batchOf(decodeScoreBatch(encodeScoreBatch(names, parts)));
    expect(batch).toMatchObject({ length: 5, ...names });
    const rows = parts.flatMap((p) =>
      Array.from({ length: p.length }, (_, i) => ({
        contributions: p.contributions.slice(i * 2, i * 2 + 2),
        vector: p.vector.slice(i * 3, i * 3 + 3),
      })),
    );
    expect(rows.map((_, i) => batch.row(i))).toEqual(rows);
  });

  it("reads from a buffer that is not aligned", () => {
    const bytes = encodeScoreBatch(names, [part(4, 7)]);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(batchOf(decodeScoreBatch(shifted.subarray(1))).row(3)).toEqual(batchOf(decodeScoreBatch(bytes)).row(3));
  });

  it("holds a batch without rows", () => {
    expect(batchOf(decodeScoreBatch(encodeScoreBatch(names, []))).length).toBe(0);
  });

  it.each([
    { name: "too short", damage: (b: Uint8Array) => b.subarray(0, 8), because: "longer" },
    { name: "foreign", damage: (b: Uint8Array) => b.fill(0, 0, 1), because: "TLS1" },
    { name: "cut", damage: (b: Uint8Array) => b.subarray(0, b.length - 4), because: "should have" },
    { name: "with damaged names", damage: (b: Uint8Array) => b.fill(0x20, 20, 24), because: "names" },
  ])("refuses bytes that are $name", ({ damage, because }) => {
    const decoded = decodeScoreBatch(damage(encodeScoreBatch(names, [part(2, 1)])));
    expect(decoded).toEqual({ ok: false, reason: expect.stringContaining(because) });
  });
});
