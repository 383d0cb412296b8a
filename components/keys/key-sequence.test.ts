import { expect, test } from "vitest";
import { stepSequence } from "./key-sequence.ts";

const sequences = ["g l", "g a"];

test("two keys in time are a sequence", () => {
  const first = stepSequence({ begun: null, key: "g", atMs: 0, sequences });
  expect(first).toEqual({ begun: { key: "g", atMs: 0 }, completed: null, taken: true });
  expect(stepSequence({ begun: first.begun, key: "a", atMs: 1500, sequences })).toEqual({
    begun: null,
    completed: "g a",
    taken: true,
  });
});

test("too late, the second key is a key of its own", () => {
  expect(stepSequence({ begun: { key: "g", atMs: 0 }, key: "a", atMs: 1501, sequences })).toEqual({
    begun: null,
    completed: null,
    taken: false,
  });
});

test("a mistyped second key does nothing else", () => {
  expect(stepSequence({ begun: { key: "g", atMs: 0 }, key: "x", atMs: 10, sequences })).toEqual({
    begun: null,
    completed: null,
    taken: true,
  });
});

test("a key that begins no sequence is left alone", () => {
  expect(stepSequence({ begun: null, key: "j", atMs: 0, sequences }).taken).toBe(false);
});
