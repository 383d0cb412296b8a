import { describe, expect, it } from "vitest";
import { StateReader, StateWriter } from "../features/state-bytes.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { ScoreBlockBuilder, type ScoreBlockRow } from "./score-block.ts";
import { blockLength, decodeScoreBlock, noEntity } from "./score-block-layout.ts";

const rowOf = (i: number): ScoreBlockRow => ({
  margin: i / 7,
  floor: -i,
  received: 1e12 + i,
  originHigh: i * 3,
  originLow: i * 5,
  what: i * 9,
  source: i % 11,
  classUid: 4000 + (i % 9),
  band: i % 4,
  lead: i % 12,
  leadStated: i % 4,
  sourceSeverity: i % 7,
  time: 2e12 + i,
  excepted: i % 5,
});

function fill(builder: ScoreBlockBuilder, from: number, to: number): void {
  for (let i = from; i < to; i += 1) {
    builder.set(i, rowOf(i));
    builder.setEntity("user", i, i % 50, 7);
    builder.setEntity("host", i, 0, 0);
    builder.setEntity("src", i, i, i);
    builder.setEntity("dst", i, 9, 7);
  }
}

describe("score block", () => {
  it("gives back what each of its 4,096 offsets was given, and starts the next one empty", () => {
    const builder = new ScoreBlockBuilder();
    fill(builder, 0, blockLength);
    const { detail, ...columns } = decodeScoreBlock(builder.take());
    for (const i of [1, 2048, blockLength - 1]) {
      const { margin, originHigh, originLow, source, band, ...about } = rowOf(i);
      const first = [columns.margin, columns.originHigh, columns.originLow, columns.source, columns.band];
      expect(first.map((column) => column[i])).toEqual([margin, originHigh, originLow, source, band]);
      for (const [name, value] of Object.entries(about)) {
        expect([name, Object.entries(detail ?? {}).find(([column]) => column === name)?.[1][i]]).toEqual([name, value]);
      }
      const idAt = (place = noEntity) => [detail?.entityHigh[place], detail?.entityLow[place]];
      expect(idAt(detail?.user[i])).toEqual([i % 50, 7]);
      expect(idAt(detail?.src[i])).toEqual([i, i]);
      expect(detail?.host[i]).toBe(noEntity);
    }
    // Sources but (0, 0), and fifty users, of whom one is a source and one the destination.
    expect(detail?.entityHigh.length).toBe(4095 + 49);
    const next = decodeScoreBlock(builder.take());
    expect([next.margin[1], next.detail?.entityHigh.length]).toEqual([0, 0]);
  });

  it("goes on from its stored state with the same bytes", () => {
    const whole = new ScoreBlockBuilder();
    fill(whole, 0, blockLength);
    const first = new ScoreBlockBuilder();
    fill(first, 0, 1500);
    const writer = new StateWriter();
    first.save(writer);
    const second = new ScoreBlockBuilder();
    second.restore(new StateReader(joinBytes(writer.chunks)));
    fill(second, 1500, blockLength);
    expect(second.take()).toEqual(whole.take());
  });

  it("of the first version is read without detail", () => {
    const bytes = new Uint8Array(blockLength * 21);
    new Float64Array(bytes.buffer, 0, blockLength)[5] = 3.5;
    bytes[blockLength * 20 + 5] = 2;
    const columns = decodeScoreBlock(bytes);
    expect([columns.margin[5], columns.band[5], columns.detail]).toEqual([3.5, 2, null]);
  });

  it("of the second version has the time of receipt for a time, and no exceptions", () => {
    const bytes = new Uint8Array(8 + blockLength * 56 + 8);
    new Uint32Array(bytes.buffer, 0, 2).set([0x32424c54, 1]);
    new Float64Array(bytes.buffer, 8 + blockLength * 16, blockLength)[5] = 1e12;
    bytes[8 + blockLength * 52 + 5] = 3;
    const { band, detail } = decodeScoreBlock(bytes);
    expect([band[5], detail?.received[5], detail?.time[5], detail?.excepted[5]]).toEqual([3, 1e12, 1e12, 0]);
    expect(detail?.entityLow.length).toBe(1);
  });

  it("is read from wherever its bytes lie", () => {
    const builder = new ScoreBlockBuilder();
    fill(builder, 0, blockLength);
    const body = builder.take();
    for (const at of [8, 3]) {
      const within = new Uint8Array(body.length + 8);
      within.set(body, at);
      expect(decodeScoreBlock(within.subarray(at, at + body.length))).toEqual(decodeScoreBlock(body));
    }
  });

  it("refuses bytes of another length or beginning", () => {
    expect(() => decodeScoreBlock(new Uint8Array(100))).toThrow(/4,096 rows/);
    expect(() => decodeScoreBlock(new Uint8Array(0))).toThrow(/4,096 rows/);
    const bytes = new ScoreBlockBuilder().take();
    expect(() => decodeScoreBlock(bytes.subarray(0, -8))).toThrow(/4,096 rows/);
    expect(() => decodeScoreBlock(bytes.map((byte, i) => (i === 0 ? 0 : byte)))).toThrow(/4,096 rows/);
  });
});
