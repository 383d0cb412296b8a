import fc from "fast-check";
import { expect, it } from "vitest";
import { joinBytes } from "../stats/join-bytes.ts";
import { IdTable } from "./id-table.ts";
import { StateReader, StateWriter } from "./state-bytes.ts";

const keys = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 600 });

/** Least recently used, done the slow way. */
function slowTable(touches: readonly number[], limit: number): { known: string[]; evicted: number } {
  const known = new Map<number, null>();
  let evicted = 0;
  for (const key of touches) {
    if (!known.delete(key) && known.size === limit) {
      known.delete([...known.keys()][0] ?? -1);
      evicted += 1;
    }
    known.set(key, null);
  }
  return { known: [...known.keys()].map(String), evicted };
}

it("keeps the most recently touched ids and counts those it forgot", () => {
  fc.assert(
    fc.property(keys, (touches) => {
      const table = new IdTable(64);
      // All keys share a few hash cells, so that runs of the probe sequence are long.
      for (const key of touches) table.touch(key, key % 7);
      const expected = slowTable(touches, 64);
      expect(table.evicted).toBe(expected.evicted);
      expect(table.size).toBe(expected.known.length);
      for (let key = 0; key <= 300; key += 1) {
        expect(table.find(key, key % 7) >= 0).toBe(expected.known.includes(String(key)));
      }
    }),
  );
});

it("goes on the same after it was stored", () => {
  fc.assert(
    fc.property(keys, keys, (before, after) => {
      const first = new IdTable(64);
      for (const key of before) first.touch(key, key % 7);
      const writer = new StateWriter();
      first.save(writer);
      const second = new IdTable(64);
      second.restore(new StateReader(joinBytes(writer.chunks)));
      for (const key of after) expect(second.touch(key, key % 7)).toBe(first.touch(key, key % 7));
      expect(second.evicted).toBe(first.evicted);
    }),
  );
});
