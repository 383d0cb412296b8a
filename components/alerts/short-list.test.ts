import { expect, test } from "vitest";
import { severitySchema } from "../../lib/contracts/common.ts";
import { shortListQueries } from "./short-list.ts";

const asked = (query: string) => Object.fromEntries(new URLSearchParams(query));
const few = { filters: { stream: "main", status: "new,in_progress" }, limit: 50 } as const;

test("usually the most severe come first", () => {
  const { lists } = shortListQueries({ ...few, order: "severity" });
  expect(lists.map(asked)).toEqual([{ stream: "main", status: "new,in_progress", sort: "severity", limit: "50" }]);
});

test("in a flood lanes of what is grave come first, then all others, and everything is counted", () => {
  const { lists, counts } = shortListQueries({ ...few, order: "lanes" });
  expect(lists.map((list) => asked(list).sort)).toEqual(["lanes", "lanes"]);
  const severities = lists.map((list) => asked(list).severity?.split(",") ?? []);
  expect(severities[0]).toEqual(["high", "critical"]);
  expect(severities.flat().sort()).toEqual([...severitySchema.options].sort());
  expect(asked(counts)).toEqual({ stream: "main" });
});
