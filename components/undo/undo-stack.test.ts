import { expect, test } from "vitest";
import { createUndoStack } from "./undo-stack.ts";

const offer = (id: string) => ({ id, text: id, undo: () => Promise.resolve() });

test("the newest is taken first, and each of them once", () => {
  const stack = createUndoStack();
  stack.push(offer("a"));
  stack.push(offer("b"));
  expect([stack.take()?.id, stack.take()?.id, stack.take()]).toEqual(["b", "a", null]);
});

test("one in the middle can be taken by name, and not again by the key", () => {
  const stack = createUndoStack();
  for (const id of ["a", "b", "c"]) stack.push(offer(id));
  expect(stack.take("b")?.id).toBe("b");
  expect(stack.take("b")).toBeNull();
  expect([stack.take()?.id, stack.take()?.id, stack.take()]).toEqual(["c", "a", null]);
});

test("what is no longer shown is no longer on offer", () => {
  const stack = createUndoStack();
  stack.push(offer("a"));
  stack.push(offer("b"));
  stack.drop("b");
  expect(stack.take()?.id).toBe("a");
});

test("the key belongs to the newest alone, and goes to the one before when that is taken or gone", () => {
  const stack = createUndoStack();
  const shown: (string | null)[] = [];
  const end = stack.subscribe(() => shown.push(stack.newestId()));
  stack.push(offer("a"));
  stack.push(offer("b"));
  stack.take("a");
  stack.push(offer("c"));
  stack.take();
  stack.drop("b");
  end();
  stack.push(offer("d"));
  expect(shown).toEqual(["a", "b", "b", "c", "b", null]);
});
