import { expect, test } from "vitest";
import { ledgerStateOf } from "./ledger-state.ts";

const [good, bad] = [{ balanced: true }, { balanced: false }];

test.each([
  ["nothing read yet", { ledger: undefined, failed: false, cut: false }, "loading"],
  ["never read", { ledger: undefined, failed: true, cut: false }, "unknown"],
  ["never read before the cut", { ledger: undefined, failed: false, cut: true }, "unknown"],
  ["adds up", { ledger: good, failed: false, cut: false }, "good"],
  ["the last reading failed", { ledger: good, failed: true, cut: false }, "unknown"],
  ["cut off", { ledger: good, failed: false, cut: true }, "stale"],
  ["cut off and the last reading failed", { ledger: good, failed: true, cut: true }, "stale"],
  ["a difference", { ledger: bad, failed: false, cut: false }, "bad"],
  ["a difference before the cut", { ledger: bad, failed: true, cut: true }, "bad"],
] as const)("%s", (_name, reading, state) => {
  expect(ledgerStateOf(reading)).toBe(state);
});
