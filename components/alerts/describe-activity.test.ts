import { expect, test } from "vitest";
import { describeActivity } from "./describe-activity.ts";

const activity = (kind: string, detail: Record<string, unknown>) => ({ id: 1, at: "", actor: "", kind, detail });

test.each([
  ["raised", {}, "raised"],
  ["acknowledged", { from: "new", assignee: "a@b.example" }, "acknowledged by a@b.example"],
  [
    "resolved",
    { from: "new", verdict: "false_positive", reason: "a scanner of ours" },
    "resolved as false positive: “a scanner of ours”",
  ],
  ["assigned", { from: null, to: null }, "assigned to nobody"],
  ["note", { text: "asked the owner" }, "noted: “asked the owner”"],
  ["something_new", { other: 1 }, "something new"],
])("%s %j", (kind, detail, words) => {
  expect(describeActivity(activity(kind, detail))).toBe(words);
});
