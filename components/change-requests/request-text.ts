import type { ChangeRequest, ChangeRequestKind, ChangeRequestState } from "../../lib/contracts/change-requests.ts";
import type { Loosening } from "../../lib/thresholds/loosening.ts";

/** The words of change requests. */
export const requestText = {
  loading: "Loading requests",
  loadingDetail: "Loading the request",
  noneOpen: "No request waits.",
  noneOpenHint:
    "What lets more through is asked for here: a higher notify, a shorter protected list, a model that finds less, a playbook that acts by itself.",
  secondPerson: "A second person decides: it is asked for, and nothing changes until then.",
  askForIt: "Ask for it",
  noneClosed: "No request has been decided yet.",
  noSuch: "There is no such request.",
  demo: "In the demonstration what people loosen takes effect at once, and what Tideline itself asks for takes one admin.",
  states: "Which requests",
  open: "Open",
  closed: "Decided",
  more: "More",
  table: "Change requests",
  approve: "Approve…",
  refuse: "Refuse…",
  cancel: "Cancel it…",
  changes: "What changes",
  loosens: "What it lets through",
  people: "Who decides",
  binding: "What the decision is bound to",
  consequences: "What it would have led to, in the last 24 hours",
  decided: "Decisions",
  independent: "Admins with a second factor, whom no act on an account of the last 7 days joins to them.",
  nobody: "Nobody can at this moment.",
  reason: "Why? Everyone reads this beside the request.",
  system: "Tideline itself",
} as const;

export const requestStateWords: Readonly<Record<ChangeRequestState, string>> = {
  open: "Open",
  approved: "Approved",
  refused: "Refused",
  cancelled: "Cancelled",
  expired: "Expired",
};

export const requestKindWords: Readonly<Record<ChangeRequestKind, string>> = {
  "policy.publish": "policy",
  "threshold.guard": "threshold past a guard",
  "protected.shorten": "protected list",
  "model.promote": "model",
  "model.rollBack": "model",
  "playbook.change": "playbook",
};

/** In one sentence, what a loosening means for whom it is asked of. */
export function looseningLine({ kind, where }: Loosening): string {
  switch (kind) {
    case "notify":
      return `People are told less, or may be: ${where}`;
    case "approve":
      return `Less is proposed to people: ${where}`;
    case "auto":
      return `More is done without people: ${where}`;
    case "severity":
      return `It looks milder: ${where}`;
    case "exception":
      return `No alerts under an exception: ${where}`;
  }
}

/** How far one that takes several people has come, for a list. */
export function approvalsLine({ approvals, needs }: ChangeRequest, isApprovedByMe: boolean): string {
  return `${approvals} of ${needs} approved${isApprovedByMe ? ", you among them" : ""},`;
}

/** What it still takes, in one sentence. */
export function needLine({ needs, approvals, requestedBy, stream }: ChangeRequest): string {
  if (stream === "demo") return "It takes one admin: this is the demonstration.";
  if (needs === 1) return "It takes one other person than whoever asked.";
  return requestedBy === null
    ? `It takes two people; ${approvals} of 2 approved.`
    : `It takes ${needs} other people; ${approvals} approved.`;
}
