import { expect, test } from "vitest";
import type { LedgerCell, LedgerMinutes } from "../../lib/contracts/ledger-minutes.ts";
import { prepareMinutes } from "./prepare-minutes.ts";

const start = Date.parse("2026-11-22T12:00:00Z");

function cell(minute: number, received: number, scored = received): LedgerCell {
  const counts = {
    received,
    rejected: 0,
    duplicate: 0,
    accepted: received,
    scored,
    waiting: 0,
    deadLettered: 0,
    expired: 0,
  };
  return { at: start + minute * 60_000, balanced: received === scored, ...counts };
}

const ledger: LedgerMinutes = {
  stream: "main",
  asOf: "2026-11-22T12:04:00Z",
  from: start,
  to: start + 4 * 60_000,
  narrowed: false,
  balanced: false,
  differences: [],
  expiredDays: [],
  sources: [
    { id: 1, name: "gateway", format: "auto", cells: [cell(0, 1_000), cell(2, 1)] },
    { id: 2, name: "mail", format: "auto", cells: [cell(1, 30, 29)] },
  ],
};

test("strips have a place for every minute, and only what does not add up is red", () => {
  const { lines, minutes } = prepareMinutes(ledger, null);
  expect(minutes).toBe(4);
  expect(lines.map(({ strip }) => strip.map(({ level }) => level))).toEqual([
    [4, 0, 1, 0],
    [0, 2, 0, 0],
  ]);
  expect(lines.map(({ strip }) => strip.map(({ bad }) => bad))).toEqual([
    [false, false, false, false],
    [false, true, false, false],
  ]);
  expect(lines.map(({ badMinutes }) => badMinutes)).toEqual([0, 1]);
});

test("figures are of all minutes together, or of the chosen one", () => {
  const all = prepareMinutes(ledger, null);
  expect([all.together.received, all.together.scored]).toEqual([1_031, 1_030]);
  expect(all.lines.map(({ balanced }) => balanced)).toEqual([true, false]);
  const first = prepareMinutes(ledger, start);
  expect(first.lines.map(({ counts }) => counts.received)).toEqual([1_000, 0]);
  expect(first.lines.map(({ balanced }) => balanced)).toEqual([true, true]);
});
