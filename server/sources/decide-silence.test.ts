import { expect, test } from "vitest";
import { decideSilence } from "./decide-silence.ts";

const minute = 60_000;
const now = 1_000 * minute;
const ago = (minutes: number) => now - minutes * minute;

test.each([
  ["each minute, a moment ago", { lastReceivedMs: ago(1), activeMinutes: 600, usualGapMs: minute }, null],
  ["each minute, quiet for four", { lastReceivedMs: ago(4), activeMinutes: 600, usualGapMs: minute }, null],
  [
    "each minute, quiet for six",
    { lastReceivedMs: ago(6), activeMinutes: 600, usualGapMs: minute },
    { forMs: 6 * minute, usualMs: minute },
  ],
  ["each hour, quiet for three", { lastReceivedMs: ago(180), activeMinutes: 24, usualGapMs: 60 * minute }, null],
  [
    "each hour, quiet for five",
    { lastReceivedMs: ago(300), activeMinutes: 24, usualGapMs: 60 * minute },
    { forMs: 300 * minute, usualMs: 60 * minute },
  ],
  ["a file sent once", { lastReceivedMs: ago(900), activeMinutes: 3, usualGapMs: minute }, null],
  ["one minute alone", { lastReceivedMs: ago(900), activeMinutes: 1, usualGapMs: null }, null],
] as const)("%s", (_name, habit, silence) => {
  expect(decideSilence(habit, now)).toEqual(silence);
});
