import type { ResponseRow, ResponseState } from "../../lib/contracts/responses.ts";

/** Words of the Responses page. */
export const responseText = {
  title: "Responses",
  loading: "Loading responses",
  loadingTab: "Loading this part",
  action: "Action",
  loadingDetail: "Loading the response",
  search: "Search target, alert",
  nonePending: "Nothing waits for a decision",
  nonePendingHint: "A response is proposed here when an alert matches a playbook, or when somebody proposes one.",
  noneActive: "No response is in force",
  noneActiveHint: "What was approved stands here until its lease ends or somebody undoes it.",
  noneHistory: "No response has ended yet",
  noneHistoryHint: "Rejected, expired, failed and undone responses are kept here.",
  noneFiltered: "No response matches these filters",
  clearFilters: "Clear filters",
  noSuch: "There is no such response. It may belong to a stream that was removed.",
  approve: "Approve",
  override: "Override…",
  cancel: "Cancel it…",
  undo: "Undo now…",
  extend: "Extend…",
  settle: "Settle…",
  close: "Close",
  decision: "Decision",
  evidence: "Evidence",
  blast: "Blast radius",
  undoTitle: "End and undo",
  steps: "Activity",
  attempts: "Calls to the executor",
  binding: "Bound to",
  automatic: "automatic",
  openAlert: "Open the alert",
  pages: "Kinds of responses",
  more: "Show more",
  mayNot: "Your role may read responses, not decide them.",
} as const;

export const tabWords = {
  pending: "Pending",
  active: "Active",
  history: "History",
  playbooks: "Playbooks",
  protected: "Protected",
  executors: "Executors",
} as const;
export type ResponseTabName = keyof typeof tabWords;

export const stateWords: Readonly<Record<ResponseState, string>> = {
  proposed: "Proposed",
  awaiting_approval: "Awaits approval",
  approved: "Approved",
  executing: "Executing",
  unknown: "Unknown",
  active: "Active",
  expiring: "Ending",
  rolled_back: "Undone, not verified",
  verified: "Undone and verified",
  rejected: "Rejected",
  overridden: "Overridden",
  expired_undecided: "Expired undecided",
  blocked_by_guard: "Stopped by a guard",
  failed: "Failed",
  rollback_failed: "Undo failed",
  cancelled: "Cancelled",
  dry_run: "Dry run",
};

/** What a state means for whoever reads it, in a sentence. */
export const stateHints: Readonly<Record<ResponseState, string>> = {
  proposed: "It is being prepared for a decision.",
  awaiting_approval: "Nothing happens until somebody approves it.",
  approved: "It starts as soon as a worker takes it up.",
  executing: "The executor was called and has not answered yet.",
  unknown: "The executor did not say whether it was done. Look there, then settle it.",
  active: "It holds until its lease ends.",
  expiring: "The lease has ended; it is being undone.",
  rolled_back: "It was undone; reading back whether that worked goes on.",
  verified: "It was undone, and reading back says so.",
  rejected: "Somebody decided that nothing is done.",
  overridden: "Somebody decided something else instead.",
  expired_undecided: "Nobody decided in time, which means no.",
  blocked_by_guard: "A guard stopped it before anything was done.",
  failed: "The executor refused or could not do it.",
  rollback_failed: "It could not be undone. Somebody has to look.",
  cancelled: "It was taken back before anything was done.",
  dry_run: "It was only written down; nothing was done.",
};

/** Colour says how urgent, the shape and the word say what. */
export type StateTone = "waits" | "moves" | "holds" | "settled" | "bad" | "off";
export const stateTones: Readonly<Record<ResponseState, StateTone>> = {
  proposed: "moves",
  awaiting_approval: "waits",
  approved: "moves",
  executing: "moves",
  unknown: "bad",
  active: "holds",
  expiring: "moves",
  rolled_back: "moves",
  verified: "settled",
  rejected: "off",
  overridden: "off",
  expired_undecided: "off",
  blocked_by_guard: "off",
  failed: "bad",
  rollback_failed: "bad",
  cancelled: "off",
  dry_run: "settled",
};

/** As which Tideline itself stands in the record. */
const itself = "system";

/** Who proposed it: a playbook by its name, else a person or key. */
export function proposerOf({ proposedBy, playbook }: Pick<ResponseRow, "proposedBy" | "playbook">): string {
  if (proposedBy !== itself) return proposedBy;
  return playbook === null ? "Tideline" : `playbook ${playbook.name}`;
}

/** Who took a step: what a playbook proposed or approved by itself is its doing, the rest of our own is Tideline's. */
export function stepActor(
  { actor, event }: { readonly actor: string; readonly event: string },
  row: Pick<ResponseRow, "proposedBy" | "playbook">,
): string {
  if (actor !== itself) return actor;
  const { playbook } = row;
  return playbook !== null && (event === "propose" || event === "approve") ? `playbook ${playbook.name}` : "Tideline";
}

const guardWords = {
  protected: "the protected list",
  budget: "the blast-radius budget",
  kill_switch: "the kill switch",
  evidence: "changed evidence",
  executor: "the executor",
} as const;

/** Who decided what, in one line; null while nobody did. */
export function decisionLine(row: ResponseRow): string | null {
  if (row.guard !== null && row.state === "blocked_by_guard") return `Stopped by ${guardWords[row.guard.name]}`;
  if (row.decision === null) return null;
  const { kind, by } = row.decision;
  if (kind === "expired") return "Nobody decided in time";
  if (row.automatic && kind === "approved") {
    return row.playbook === null
      ? "Approved by its playbook, automatically"
      : `Approved by playbook ${row.playbook.name}, automatically`;
  }
  const words = {
    approved: "Approved",
    rejected: "Rejected",
    overridden: "Overridden",
    cancelled: "Cancelled",
  } as const;
  return kind === "blocked" ? "Stopped by a guard" : `${words[kind]} by ${by === itself ? "Tideline" : by}`;
}

const stepWords: Readonly<Record<string, string>> = {
  propose: "proposed it",
  request: "asked for a decision",
  approve: "approved it",
  reject: "rejected it",
  override: "overrode it",
  replace: "put another in its place",
  start: "called the executor",
  succeed: "the executor has done it",
  refuse: "the executor refused",
  fail: "it failed",
  lose: "no answer came",
  probe: "the executor was asked",
  settle: "settled it",
  extend: "extended the lease",
  expire: "the lease ended",
  undo: "began to undo it",
  verify: "read back that it is undone",
  cancel: "cancelled it",
  block: "a guard stopped it",
  lapse: "nobody decided in time",
};

/** A step in words; an event without words of its own is shown as it is called. */
export function stepLine(event: string): string {
  return stepWords[event] ?? event.replaceAll("_", " ");
}
