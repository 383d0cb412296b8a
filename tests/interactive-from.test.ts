import fc from "fast-check";
import { expect, test } from "vitest";
import { interactiveFrom } from "../bench/browser/interactive-from.ts";

const calm = { calmMs: 500, mostBlockedMs: 50 } as const;

test("a page that is not shown, or not yet for long, does not answer", () => {
  expect(interactiveFrom({ now: 9000, shown: null, busy: [] }, calm)).toBeNull();
  expect(interactiveFrom({ now: 1200, shown: 1000, busy: [] }, calm)).toBeNull();
});

test.each([
  ["nothing kept it busy", [], 1000],
  ["a task that ends after it was shown blocks until its end", [[900, 1300]], 1300],
  ["so does one that begins soon after", [[1200, 1500]], 1500],
  [
    "short ones of a page that is alive do not",
    [
      [1100, 1170],
      [1300, 1375],
    ],
    1000,
  ],
  [
    "unless there are too many of them",
    [
      [1050, 1130],
      [1150, 1230],
      [1250, 1330],
    ],
    1230,
  ],
  ["what comes when it has long been calm is no part of loading", [[2000, 2900]], 1000],
] as const)("%s", (_name, busy, expected) => {
  expect(interactiveFrom({ now: 5000, shown: 1000, busy }, calm)).toBe(expected);
});

test("never before it was shown, and never with a felt task right after", () => {
  const task = fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 50, max: 800 }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.array(task, { maxLength: 12 }), (shown, tasks) => {
      const busy = tasks.map(([from, lasts]) => [from, from + lasts] as const);
      const from = interactiveFrom({ now: 60_000, shown, busy }, calm);
      expect(from).not.toBeNull();
      expect(from).toBeGreaterThanOrEqual(shown);
      const felt = busy.some(([start, end]) => start >= (from ?? 0) && start < (from ?? 0) + 400 && end - start > 200);
      expect(felt).toBe(false);
    }),
  );
});
