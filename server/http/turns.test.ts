import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

/** Works that end when they are told to. */
function gate() {
  const open: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => open.push(resolve));
  return { open, work };
}

test("one caller's works wait for each other, another's do not, and a crowd is refused", async () => {
  const turns = createTurns({ atOnce: 2, waiting: 3, detail: "Too many." });
  const { open, work } = gate();
  const mine = Array.from({ length: 6 }, () => turns.run("me", work));
  await expect(mine[5]).rejects.toMatchObject({ code: "rate_limited", details: { detail: "Too many." } });
  await nextTurn();
  expect(open).toHaveLength(2);
  const other = turns.run("other", work);
  await nextTurn();
  expect(open).toHaveLength(3);
  while (open.length > 0) {
    open.shift()?.();
    await nextTurn();
  }
  await Promise.all([...mine.slice(0, 5), other]);
});

test("a work that fails gives its place on", async () => {
  const turns = createTurns({ atOnce: 1, waiting: 1, detail: "Too many." });
  const failing = turns.run("me", () => Promise.reject(new Error("no")));
  const after = turns.run("me", async () => "done");
  await expect(failing).rejects.toThrow("no");
  expect(await after).toBe("done");
});
