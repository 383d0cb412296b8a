import fc from "fast-check";
import { expect, it } from "vitest";
import { createTimeQueue } from "./time-queue.ts";

it("gives items back in time order, those of one moment in the order they came", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 0, max: 21 }), (times, limit) => {
      const queue = createTimeQueue<number>();
      times.forEach((time, index) => {
        queue.push(time, index);
      });
      const taken: { time: number; item: number }[] = [];
      for (let next = queue.popBefore(limit); next !== null; next = queue.popBefore(limit)) {
        taken.push({ time: next.time, item: next.item });
      }
      const expected = times
        .map((time, item) => ({ time, item }))
        .filter(({ time }) => time < limit)
        .sort((a, b) => a.time - b.time || a.item - b.item);
      expect(taken).toEqual(expected);
      expect(queue.size).toBe(times.length - taken.length);
    }),
  );
});
