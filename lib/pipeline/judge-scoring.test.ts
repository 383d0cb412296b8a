import { expect, test } from "vitest";
import { judgeScoring, type ScoringLook, type ScoringWatch } from "./judge-scoring.ts";

/** Looks at these moments (ms); gives what each says. */
function say(looks: readonly (readonly [atMs: number, look: ScoringLook | null])[]): string[] {
  let watch: ScoringWatch | null = null;
  return looks.map(([atMs, look]) => {
    watch = judgeScoring(watch, look, atMs);
    return watch.kind;
  });
}

const everySecond = (count: number, look: (second: number) => ScoringLook | null) =>
  say(Array.from({ length: count }, (_, second) => [1000 * second, look(second)] as const));

test("a worker that is killed is missed three seconds after it was last heard, one that stops properly too, until one is heard again", () => {
  const killed = everySecond(7, (second) => ({ lease: second < 2 ? `renewed ${second}` : "renewed 1", lagMs: 0 }));
  expect(killed).toEqual(["inStep", "inStep", "inStep", "inStep", "silent", "silent", "silent"]);
  const stopped = everySecond(7, (second) => ({ lease: second < 1 ? "renewed" : null, lagMs: 0 }));
  expect(stopped).toEqual(["inStep", "inStep", "inStep", "silent", "silent", "silent", "silent"]);
  const back = everySecond(7, (second) => ({ lease: second < 6 ? "renewed" : "renewed again", lagMs: 0 }));
  expect(back.slice(4)).toEqual(["silent", "silent", "inStep"]);
});

test("events that wait say so by their age, with or without somebody who scores", () => {
  const waiting = everySecond(6, (second) => ({ lease: `renewed ${second}`, lagMs: 1000 * second }));
  expect(waiting).toEqual(["inStep", "inStep", "inStep", "inStep", "behind", "behind"]);
  const alone = everySecond(6, (second) => ({ lease: null, lagMs: 1000 * second }));
  expect(alone.at(-1)).toBe("behind");
});

test("a renewal that is two seconds late, and a stream at the limit, do not make it flicker", () => {
  const paused = everySecond(12, (second) => ({ lease: `renewed ${Math.floor(second / 3)}`, lagMs: 0 }));
  expect(new Set(paused)).toEqual(new Set(["inStep"]));
  const ages = [2900, 3100, 2900, 3100, 2000, 1600, 1400, 2900];
  const atLimit = everySecond(ages.length, (second) => ({ lease: `renewed ${second}`, lagMs: ages[second] ?? 0 }));
  expect(atLimit).toEqual(["inStep", "behind", "behind", "behind", "behind", "behind", "inStep", "inStep"]);
});

test("a pause of the process that looks says nothing of scoring; a database that is away does", () => {
  const same = { lease: "renewed", lagMs: 0 };
  expect(
    say([
      [0, same],
      [1000, same],
      [21_000, same],
      [22_000, { lease: "renewed again", lagMs: 0 }],
    ]),
  ).toEqual(["inStep", "inStep", "inStep", "inStep"]);
  expect(everySecond(5, (second) => (second === 0 ? same : null)).at(-1)).toBe("silent");
});
