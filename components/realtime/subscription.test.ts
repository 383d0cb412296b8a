import { expect, test } from "vitest";
import { afterMessage, afterSubscribed, noCursor } from "./subscription.ts";

const answer = { epoch: "a", number: 40, joined: ["live"], refused: [], missed: null };

test("the first subscription reads everything again: what was read before it may lack messages", () => {
  expect(afterSubscribed(noCursor, answer)).toEqual({ next: { epoch: "a", number: 40 }, resync: true });
});

test("a resumed one keeps its own number, since the messages up to the answer's are still to come", () => {
  const cursor = { epoch: "a", number: 30 };
  expect(afterSubscribed(cursor, answer)).toEqual({ next: cursor, resync: false });
});

test.each([
  ["missed messages", { epoch: "a", number: 30 }, { ...answer, missed: 12 }],
  ["another epoch", { epoch: "b", number: 30 }, answer],
])("%s: read again", (_name, cursor, given) => {
  expect(afterSubscribed(cursor, given)).toEqual({ next: { epoch: "a", number: 40 }, resync: true });
});

test("a message seen before is dropped", () => {
  expect(afterMessage({ epoch: "a", number: 7 }, 7)).toBeNull();
  expect(afterMessage({ epoch: "a", number: 7 }, 8)).toEqual({ epoch: "a", number: 8 });
});
