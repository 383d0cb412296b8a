import { expect, test } from "vitest";
import { createMessageLog } from "./message-log.ts";
import type { Push } from "./push-message.ts";

const message = (number: number): Push => ({
  number,
  kind: "ledger",
  body: { stream: "main", head: number, position: number, balanced: true },
});

test("gives what came after a mark, in order", () => {
  const log = createMessageLog(10);
  log.add(message(1));
  const mark = log.mark();
  log.add(message(2));
  log.add(message(3));
  expect(log.since(mark).map((entry) => entry.number)).toEqual([2, 3]);
  expect(log.since(log.mark())).toEqual([]);
});

test("keeps at least its capacity and drops the oldest", () => {
  const log = createMessageLog(3);
  for (let number = 1; number <= 100; number++) log.add(message(number));
  const numbers = log.since(0).map((entry) => entry.number);
  expect(numbers.length).toBeGreaterThanOrEqual(3);
  expect(numbers.at(-1)).toBe(100);
  expect(log.since(98).map((entry) => entry.number)).toEqual([99, 100]);
});
