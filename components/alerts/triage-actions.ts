import type { AlertStanding } from "../../lib/contracts/alert-query.ts";
import type { AlertPatch, AlertRow } from "../../lib/contracts/alerts.ts";
import type { BulkChange } from "./use-bulk-change.ts";
import type { AlertChange } from "./use-change-alert.ts";

/** What lies over the page. A decision is over the alerts as they were when the dialog opened. */
export type TriageDialog =
  | { readonly kind: "verdict"; readonly alert: AlertRow }
  | {
      readonly kind: "acknowledge" | "resolve" | "snooze" | "assign";
      readonly targets: BulkChange["targets"];
      /** Whether they go the way of many: together, each answered on its own. */
      readonly bulk: boolean;
    };

interface ActionsInput {
  /** E-mail address of whoever acts. */
  readonly me: string;
  /** The alert under the cursor, as it is known; null where there is nothing to act on. */
  readonly seenNow: () => AlertRow | null;
  readonly chosenNow: () => readonly AlertStanding[];
  readonly changeOne: (change: AlertChange) => void;
  readonly changeMany: (change: BulkChange) => void;
  readonly ask: (dialog: TriageDialog) => void;
}

const isOpen = ({ status }: AlertRow) => status !== "resolved";

/** The verbs of triage: each is about the chosen alerts, or else about the one under the cursor. */
export function triageActions({ me, seenNow, chosenNow, changeOne, changeMany, ask }: ActionsInput) {
  const changeSeen = (fits: (alert: AlertRow) => boolean, patch: Omit<AlertPatch, "revision">) => {
    const seen = seenNow();
    if (seen !== null && fits(seen)) changeOne({ seen, patch });
  };
  const askAbout = (kind: "snooze" | "assign", fits: (alert: AlertRow) => boolean) => {
    const chosen = chosenNow();
    const seen = seenNow();
    if (chosen.length > 0) ask({ kind, targets: chosen, bulk: true });
    else if (seen !== null && fits(seen)) ask({ kind, targets: [seen], bulk: false });
  };
  return {
    acknowledge: () => {
      const targets = chosenNow();
      if (targets.length > 0) ask({ kind: "acknowledge", targets, bulk: true });
      else changeSeen(({ status }) => status === "new" || status === "suppressed", { status: "in_progress" });
    },
    resolve: () => {
      const targets = chosenNow();
      const alert = seenNow();
      if (targets.length > 0) ask({ kind: "resolve", targets, bulk: true });
      else if (alert !== null && isOpen(alert)) ask({ kind: "verdict", alert });
    },
    reopen: () => changeSeen(({ status }) => status === "resolved", { status: "in_progress" }),
    snooze: () => askAbout("snooze", isOpen),
    assign: () => askAbout("assign", () => true),
    assignToMe: () => {
      const targets = chosenNow();
      if (targets.length > 0) changeMany({ targets, patch: { assignee: me } });
      else changeSeen(({ assignee }) => assignee !== me, { assignee: me });
    },
  };
}
