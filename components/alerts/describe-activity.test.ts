import { expect, test } from "vitest";
import { describeActivity } from "./describe-activity.ts";

const activity = (kind: string, detail: Record<string, unknown>) => ({ id: 1, at: "", actor: "", kind, detail });

test.each([
  ["raised", {}, "raised"],
  ["status", { status: "in_progress" }, "set to in progress"],
  [
    "verdict",
    { status: "resolved", verdict: "false_positive", reason: "a scanner of ours" },
    "set to resolved, verdict: false positive, because: a scanner of ours",
  ],
  ["note", { note: "asked the owner" }, "“asked the owner”"],
  ["something_new", { other: 1 }, "something new"],
])("%s %j", (kind, detail, words) => {
  expect(describeActivity(activity(kind, detail))).toBe(words);
});
