import type { AlertStanding } from "../../lib/contracts/alert-query.ts";
import type { AlertPatch, AlertRow } from "../../lib/contracts/alerts.ts";

/** What brings an alert back to how it was: an ordinary change, which the history and the audit show as such. */
export function undoPatch(was: Omit<AlertStanding, "id" | "revision">): Omit<AlertPatch, "revision"> {
  const { status, assignee, verdict, verdictReason, snoozedUntil } = was;
  switch (status) {
    case "new":
    case "in_progress":
      return { status, assignee };
    case "suppressed":
      return { status, assignee, snoozedUntil };
    case "resolved":
      return verdict === null || verdictReason === null
        ? { assignee }
        : { status, assignee, verdict, reason: verdictReason };
  }
}

export interface UndoGroup {
  readonly patch: Omit<AlertPatch, "revision">;
  readonly targets: readonly { readonly id: number; readonly revision: number }[];
}

/** The changes that take a bulk back: alerts that were alike go together, each at the revision it has now. */
export function undoGroups(before: ReadonlyMap<number, AlertStanding>, changed: readonly AlertRow[]): UndoGroup[] {
  const groups = new Map<string, { patch: UndoGroup["patch"]; targets: { id: number; revision: number }[] }>();
  for (const { id, revision } of changed) {
    const was = before.get(id);
    if (was === undefined || was.revision === revision) continue;
    const patch = undoPatch(was);
    const key = JSON.stringify(patch);
    const group = groups.get(key) ?? { patch, targets: [] };
    group.targets.push({ id, revision });
    groups.set(key, group);
  }
  return [...groups.values()];
}
