import type { AlertPatch, AlertStatus, Verdict } from "../../lib/contracts/alerts.ts";

/** What a person's change decides over: the part of an alert that people own. */
export interface AlertState {
  readonly status: AlertStatus;
  readonly verdict: Verdict | null;
  readonly verdictReason: string | null;
  readonly assignee: string | null;
  readonly snoozedUntil: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly resolvedAt: Date | null;
}

/** One row of the alert's history. */
export interface AlertStep {
  readonly kind: "acknowledged" | "resolved" | "reopened" | "snoozed" | "returned" | "assigned" | "verdict" | "note";
  readonly detail: Readonly<Record<string, unknown>>;
}

export type AlertDecision =
  | { readonly ok: true; readonly next: AlertState; readonly steps: readonly AlertStep[] }
  | { readonly ok: false; readonly reason: string };

interface Change {
  readonly patch: AlertPatch;
  /** E-mail address of the person. */
  readonly actor: string;
  readonly now: Date;
}

/** The reason of a change, where one was given; as part of a step's detail. */
const because = ({ reason }: AlertPatch) => (reason === undefined ? {} : { reason });

const refused = (reason: string): AlertDecision => ({ ok: false, reason });

/** What people say when they mean a status: a snooze names only its end, taking a snooze back only null. */
function wantedStatus(state: AlertState, patch: AlertPatch): AlertStatus {
  if (patch.status !== undefined) return patch.status;
  if (typeof patch.snoozedUntil === "string") return "suppressed";
  if (patch.snoozedUntil === null && state.status === "suppressed") return state.acknowledgedAt ? "in_progress" : "new";
  return state.status;
}

const open = { verdict: null, verdictReason: null, resolvedAt: null } as const;

function resolve(state: AlertState, { patch, now }: Change): AlertDecision {
  const changesVerdict = patch.verdict !== undefined || (patch.status !== undefined && patch.reason !== undefined);
  if (state.status === "resolved" && !changesVerdict) return { ok: true, next: state, steps: [] };
  const verdict = patch.verdict ?? state.verdict;
  const reason = patch.reason ?? (state.status === "resolved" ? state.verdictReason : null);
  if (verdict === null || reason === null) return refused("Resolving needs a verdict and the reason for it.");
  const next = {
    ...state,
    status: "resolved",
    verdict,
    verdictReason: reason,
    snoozedUntil: null,
    acknowledgedAt: state.acknowledgedAt ?? now,
    resolvedAt: state.resolvedAt ?? now,
  } as const;
  const kind = state.status === "resolved" ? "verdict" : "resolved";
  return { ok: true, next, steps: [{ kind, detail: { verdict, reason, from: state.status } }] };
}

function snooze(state: AlertState, { patch, now }: Change): AlertDecision {
  const until = typeof patch.snoozedUntil === "string" ? new Date(patch.snoozedUntil) : null;
  if (until === null) return refused("Snoozing needs the time until which.");
  if (until <= now) return refused("The end of a snooze lies in the future.");
  return {
    ok: true,
    next: { ...state, ...open, status: "suppressed", snoozedUntil: until },
    steps: [{ kind: "snoozed", detail: { until: until.toISOString(), from: state.status, ...because(patch) } }],
  };
}

function takeUp(state: AlertState, { patch, actor, now }: Change): AlertDecision {
  if (state.status === "in_progress") return { ok: true, next: state, steps: [] };
  const assignee = patch.assignee === undefined ? (state.assignee ?? actor) : state.assignee;
  const next = { ...state, ...open, status: "in_progress", snoozedUntil: null, assignee } as const;
  const acknowledgedAt = state.acknowledgedAt ?? now;
  const kind = state.status === "resolved" ? "reopened" : "acknowledged";
  const detail = { from: state.status, assignee, ...because(patch) };
  return { ok: true, next: { ...next, acknowledgedAt }, steps: [{ kind, detail }] };
}

function putBack(state: AlertState, { patch }: Change): AlertDecision {
  if (state.status === "new") return { ok: true, next: state, steps: [] };
  const kind = state.status === "resolved" ? "reopened" : "returned";
  // New is what nobody has acknowledged: an acknowledgement that was taken back has taken no time.
  const next = { ...state, ...open, status: "new", snoozedUntil: null, acknowledgedAt: null } as const;
  return { ok: true, next, steps: [{ kind, detail: { from: state.status, ...because(patch) } }] };
}

function changeStatus(state: AlertState, change: Change, wanted: AlertStatus): AlertDecision {
  switch (wanted) {
    case "resolved":
      return resolve(state, change);
    case "suppressed":
      if (change.patch.snoozedUntil === undefined && state.status === "suppressed") {
        return { ok: true, next: state, steps: [] };
      }
      return snooze(state, change);
    case "in_progress":
      return takeUp(state, change);
    case "new":
      return putBack(state, change);
  }
}

/**
 * What a change by a person makes of an alert, and what its history will say: acknowledge takes it up (and assigns it
 * to whoever did, if to nobody), resolve needs verdict and reason, any other status reopens, a snooze ends.
 */
export function decideChange(state: AlertState, change: Change): AlertDecision {
  const { patch } = change;
  const { revision: _seen, ...wishes } = patch;
  if (Object.values(wishes).every((wish) => wish === undefined)) return refused("There is nothing to change.");
  const wanted = wantedStatus(state, patch);
  if (patch.verdict !== undefined && wanted !== "resolved")
    return refused("A verdict is given when an alert is resolved.");
  if (typeof patch.snoozedUntil === "string" && wanted !== "suppressed") return refused("Only a snooze has an end.");
  const decided = changeStatus(state, change, wanted);
  if (!decided.ok) return decided;
  const steps = [...decided.steps];
  let next = decided.next;
  if (patch.assignee !== undefined && patch.assignee !== next.assignee) {
    const reason = decided.steps.length === 0 ? because(patch) : {};
    steps.push({ kind: "assigned", detail: { from: next.assignee, to: patch.assignee, ...reason } });
    next = { ...next, assignee: patch.assignee };
  }
  if (patch.note !== undefined) steps.push({ kind: "note", detail: { text: patch.note } });
  return { ok: true, next, steps };
}
