import { expect, test } from "vitest";
import { selectMatchingWords } from "./matching-words.ts";

const counts = { new: 132, in_progress: 20, suppressed: 0, resolved: 4_900 };

test("the offer counts what matches: the statuses that are filtered by, or all", () => {
  const summary = { counts, atLeast: [] };
  expect(selectMatchingWords(summary, "new")).toBe("Select all 132 that match");
  expect(selectMatchingWords(summary, "new,in_progress")).toBe("Select all 152 that match");
  expect(selectMatchingWords(undefined, "new")).toBe("Select all that match");
});

test("where more match than one change takes, the offer says so beforehand", () => {
  expect(selectMatchingWords({ counts, atLeast: [] }, undefined)).toBe("Select the newest 5,000 of 5,052 that match");
  const many = { counts: { ...counts, new: 10_000 }, atLeast: ["new" as const] };
  expect(selectMatchingWords(many, "new")).toBe("Select the newest 5,000 of 10,000+ that match");
});
