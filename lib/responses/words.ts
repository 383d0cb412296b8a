/** What can be done about an alert. */
export const responseActions = ["block_address", "disable_account", "isolate_host", "quarantine_message"] as const;
export type ResponseAction = (typeof responseActions)[number];

/** What an action is taken on. A message is no entity that scoring follows; it is found in the event. */
export const targetKinds = ["address", "user", "host", "message"] as const;
export type TargetKind = (typeof targetKinds)[number];

/** In the order of a life without trouble, then the ways in which it ends early. */
export const responseStates = [
  "proposed",
  "awaiting_approval",
  "approved",
  "executing",
  "unknown",
  "active",
  "expiring",
  "rolled_back",
  "verified",
  "rejected",
  "overridden",
  "expired_undecided",
  "blocked_by_guard",
  "failed",
  "rollback_failed",
  "cancelled",
  "dry_run",
] as const;
export type ResponseState = (typeof responseStates)[number];

export const responseTabs = ["pending", "active", "history"] as const;
export type ResponseTab = (typeof responseTabs)[number];

/** The list that shows a response; the database says the same in the generated column `tab`. */
export function tabOf(state: ResponseState): ResponseTab {
  switch (state) {
    case "proposed":
    case "awaiting_approval":
    case "approved":
    case "executing":
    case "unknown":
      return "pending";
    case "active":
    case "expiring":
    case "rolled_back":
    case "rollback_failed":
      return "active";
    default:
      return "history";
  }
}

/** The states in which nothing goes on until a person acts. */
export const statesOfPeople = ["awaiting_approval", "unknown", "rollback_failed"] as const;

/** Why a response was stopped before it began. */
export const guardNames = ["protected", "budget", "kill_switch", "evidence", "executor"] as const;
export type GuardName = (typeof guardNames)[number];

/** Roles of an alert's entities that an action can be aimed at. */
export const targetRoles = ["source", "destination", "user", "target user", "host", "message"] as const;
export type TargetRole = (typeof targetRoles)[number];

/** What an action is aimed at, as the alert names it. */
export interface ResponseTarget {
  readonly kind: TargetKind;
  readonly name: string;
  readonly role: string;
  /** 16 hexadecimal digits; null for what is no entity. */
  readonly entityId: string | null;
}
