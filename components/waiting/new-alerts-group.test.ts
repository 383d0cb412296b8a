import { expect, test } from "vitest";
import { newAlertsGroup } from "./new-alerts-group.ts";

const alert = {
  id: 7,
  title: "Files are encrypted",
  severity: "high",
  status: "new",
  createdAt: "2026-11-26",
} as const;
const group = newAlertsGroup({
  label: "New alerts",
  filters: { assignee: "none", severity: "high,critical" },
  order: "lanes",
  alerts: [alert, { ...alert, id: 8, status: "in_progress" }],
  count: 68,
});

test("the link lists what was counted, in the order of the few that are shown", () => {
  const asked = Object.fromEntries(new URL(group.href, "http://here").searchParams);
  expect(asked).toEqual({ status: "new", assignee: "none", severity: "high,critical", sort: "lanes" });
});

test("one that somebody has taken on waits for nobody any more", () => {
  expect(group.items.map(({ key }) => key)).toEqual(["alert-7"]);
});
