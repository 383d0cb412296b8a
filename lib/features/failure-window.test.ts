import fc from "fast-check";
import { expect, it } from "vitest";
import { FailureWindow, failureRingLength, failureWindowMs } from "./failure-window.ts";

it("counts exactly what lies within ten minutes, as long as the ring holds it", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: failureRingLength });
  fc.assert(
    fc.property(gaps, (list) => {
      const window = new FailureWindow(64);
      const times: number[] = [];
      let time = 1e12;
      for (const gap of list) {
        time += gap;
        times.push(time);
        window.learn(1, 2, time, 1);
        expect(window.count(1, 2, time)).toBe(times.filter((t) => t >= time - failureWindowMs).length);
      }
    }),
  );
});

it("is not turned back by a late record, and knows nothing of other origins", () => {
  const window = new FailureWindow(64);
  for (let i = 0; i < 20; i += 1) window.learn(1, 2, 1e12 + i, 1);
  window.learn(1, 2, 1e12 - 3_600_000, 5);
  expect(window.count(1, 2, 1e12 - 3_600_000)).toBe(20);
  expect(window.count(3, 4, 1e12)).toBe(0);
});
