/** Views that everybody has from the start; anybody may keep a changed one under a name of their own. */
export const usualViews = [
  { name: "My open", query: "status=new,in_progress&assignee=me" },
  { name: "Unassigned high+", query: "status=new,in_progress&severity=high,critical&assignee=none&sort=severity" },
  { name: "Snoozed", query: "status=suppressed" },
  { name: "Recently resolved", query: "status=resolved&time=resolved&within=24h" },
] as const;
