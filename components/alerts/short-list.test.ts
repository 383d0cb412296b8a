import { expect, test } from "vitest";
import { shortListQueries } from "./short-list.ts";

const asked = (query: string) => Object.fromEntries(new URLSearchParams(query));
const few = { filters: { stream: "main", status: "new,in_progress" }, limit: 50 } as const;

test("usually the most severe come first", () => {
  const { list } = shortListQueries({ ...few, order: "severity" });
  expect(asked(list)).toEqual({ stream: "main", status: "new,in_progress", sort: "severity", limit: "50" });
});

test("in a flood lanes of what is grave come first, and everything is counted", () => {
  const { list, counts } = shortListQueries({ ...few, order: "lanes" });
  expect(asked(list)).toMatchObject({ sort: "lanes", severity: "high,critical" });
  expect(asked(counts)).toEqual({ stream: "main" });
});
