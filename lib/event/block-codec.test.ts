import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBlock, encodeBlock } from "./block-codec.ts";
import type { EventColumns } from "./columns.ts";
import { createColumnsBuilder } from "./columns-builder.ts";
import { emptyEvent } from "./security-event.ts";

function decoded(buffer: Uint8Array): EventColumns {
  const block = decodeBlock(buffer);
  if (!block.ok) throw new Error(block.reason);
  return block.columns;
}

function refusal(buffer: Uint8Array): string {
  const block = decodeBlock(buffer);
  return block.ok ? "" : block.reason;
}

const text = fc.option(fc.string({ unit: "grapheme", maxLength: 40 }), { nil: null });
const number = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 65_535 }));
const anyEvent = fc
  .record({
    classUid: fc.constantFrom(0, 3002, 4001, 201001),
    time: fc.oneof(number, fc.double()),
    count: fc.integer({ min: 0, max: 65_535 }),
    user: text,
    host: text,
    srcIp: text,
    object: text,
    commandLine: text,
    recordId: text,
    srcPort: number,
    bytesOut: number,
  })
  .map((fields) => ({ ...emptyEvent(), ...fields }));

function columnsFor(events: readonly ReturnType<typeof emptyEvent>[]): EventColumns {
  const builder = createColumnsBuilder(3);
  for (const [i, event] of events.entries()) {
    builder.add(event, { received: i, source: i, replay: "r", rawOffset: i, rawLength: 9, format: "f" });
  }
  return builder.build();
}

describe("block codec", () => {
  it("gives back every column and text", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.integer({ min: 0, max: 9 }), (events, shift) => {
        const columns = columnsFor(events);
        const encoded = encodeBlock(columns);
        const shifted = new Uint8Array(encoded.length + shift).subarray(shift);
        shifted.set(encoded);
        expect(decoded(shifted)).toEqual(columns);
      }),
    );
  });

  it("reads an aligned block in place", () => {
    const encoded = encodeBlock(columnsFor([emptyEvent()]));
    expect(decoded(encoded).time.buffer).toBe(encoded.buffer);
  });

  it("refuses any change of a single byte, with a sentence", () => {
    const encoded = encodeBlock(columnsFor([{ ...emptyEvent(), user: "ada" }, emptyEvent()]));
    for (let i = 0; i < encoded.length; i += 1) {
      const damaged = encoded.slice();
      damaged[i] = (damaged[i] ?? 0) ^ 0x10;
      // Words 6 and 7 of the header are spare but covered by the checksum like the rest.
      expect(refusal(damaged), `byte ${i}`).toMatch(/^(The|This) .*\.$/);
    }
  });

  it("refuses cut, foreign and empty buffers", () => {
    const encoded = encodeBlock(columnsFor([emptyEvent()]));
    expect(refusal(encoded.subarray(0, encoded.length - 1))).toContain("should have");
    expect(refusal(new Uint8Array(64))).toContain("TLB1");
    expect(refusal(new Uint8Array(0))).toContain("at least 32 bytes");
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => refusal(bytes) !== ""));
  });
});
