import { describe, expect, it } from "vitest";
import { blockLength, decodeScoreBlock, ScoreBlockBuilder } from "./score-block.ts";

describe("score block", () => {
  it("gives back what each of its 4,096 offsets was given, and starts the next one empty", () => {
    const builder = new ScoreBlockBuilder();
    for (let row = 0; row < blockLength; row += 1) builder.set(row, row / 7, row * 3, row * 5, row % 11, row % 4);
    const columns = decodeScoreBlock(builder.take());
    for (const row of [0, 1, 2048, blockLength - 1]) {
      expect(columns.margin[row]).toBe(row / 7);
      expect([columns.originHigh[row], columns.originLow[row]]).toEqual([row * 3, row * 5]);
      expect([columns.source[row], columns.band[row]]).toEqual([row % 11, row % 4]);
    }
    expect(decodeScoreBlock(builder.take()).margin[1]).toBe(0);
  });

  it("refuses bytes of another length", () => {
    expect(() => decodeScoreBlock(new Uint8Array(100))).toThrow(/4,096 rows/);
  });
});
