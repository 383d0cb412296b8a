import { expect, test } from "vitest";
import { nextWaiting } from "./next-waiting.ts";

const rows = (...states: readonly ("open" | "judged" | "late")[]) => states.map((state, id) => ({ id, state }));

test.each([
  { what: "the one below", list: rows("open", "open", "open"), from: 1, to: 2 },
  { what: "past what is judged or too late", list: rows("open", "judged", "late", "open"), from: 0, to: 3 },
  { what: "upward at the end, to the nearest", list: rows("open", "open", "judged", "open"), from: 3, to: 1 },
  { what: "nowhere when none waits", list: rows("judged", "open", "late"), from: 1, to: undefined },
])("from a judged row on to $what", ({ list, from, to }) => {
  expect(nextWaiting(list, from)?.id).toBe(to);
});
