import type { ResponseState } from "./words.ts";

/** What the state machine decides over. */
export interface ResponseMoment {
  readonly state: ResponseState;
  /** Failed tries of what is being done now: asking, undoing, reading back. */
  readonly tries: number;
  readonly leaseSeconds: number;
  /** ms since 1970; null while nothing holds. */
  readonly leaseUntilMs: number | null;
}

export type ResponseEvent =
  /** People are asked; undecided after so long means no. */
  | { readonly kind: "request"; readonly decideWithinSeconds: number }
  | { readonly kind: "approve" }
  | { readonly kind: "reject" }
  | { readonly kind: "override" }
  | { readonly kind: "expire" }
  | { readonly kind: "cancel" }
  | { readonly kind: "block" }
  /** The attempt is recorded and the executor is about to be called. */
  | { readonly kind: "start" }
  | { readonly kind: "succeed" }
  | { readonly kind: "pretend" }
  | { readonly kind: "refuse" }
  /** No answer came, or the process died: whether it was done is not known. */
  | { readonly kind: "lose" }
  | { readonly kind: "find_done" }
  | { readonly kind: "find_not_done" }
  | { readonly kind: "find_nothing_out" }
  /** It was not done, and the executor takes a second call for the first. */
  | { readonly kind: "start_again" }
  | { readonly kind: "extend"; readonly leaseSeconds: number }
  | { readonly kind: "end_lease" }
  | { readonly kind: "undo" }
  | { readonly kind: "undone" }
  | { readonly kind: "undo_fails" }
  | { readonly kind: "read_back" }
  /** The read-back found that it still holds. */
  | { readonly kind: "read_back_denies" }
  | { readonly kind: "read_back_fails" };
export type ResponseEventKind = ResponseEvent["kind"];

export interface NextMoment extends ResponseMoment {
  /** When a worker has something to do with it, ms since 1970; null while only a person can go on, or nobody. */
  readonly dueMs: number | null;
}

/** What the outside has to hear: a worker that there is work at once, people that it is their turn. */
export type ResponseEffect = "wake_worker" | "ask_person";

export type Transition =
  | { readonly ok: true; readonly next: NextMoment; readonly emit: readonly ResponseEffect[] }
  | { readonly ok: false; readonly reason: string };

/** Tries of asking, undoing or reading back before a person has to look. */
export const mostTries = 5;
const firstWaitMs = 2_000;

/** Twice as long each time: 2, 4, 8, 16 seconds. */
function waitAfter(tries: number): number {
  return firstWaitMs * 2 ** (tries - 1);
}

/** Which events each state knows; what is missing here is refused. */
const knownEvents: Readonly<Record<ResponseState, readonly ResponseEventKind[]>> = {
  proposed: ["request", "approve", "block"],
  awaiting_approval: ["approve", "reject", "override", "expire", "cancel"],
  approved: ["start", "cancel", "block"],
  executing: ["succeed", "pretend", "refuse", "lose"],
  unknown: ["find_done", "find_not_done", "find_nothing_out", "start_again"],
  active: ["extend", "end_lease", "undo"],
  expiring: ["undone", "undo_fails"],
  rolled_back: ["read_back", "read_back_denies", "read_back_fails"],
  rollback_failed: ["undo", "find_done"],
  verified: [],
  rejected: [],
  overridden: [],
  expired_undecided: [],
  blocked_by_guard: [],
  failed: [],
  cancelled: [],
  dry_run: [],
};

/** Whether the state knows the event at all. */
export function isKnown(state: ResponseState, event: ResponseEventKind): boolean {
  return knownEvents[state].includes(event);
}

/** The one place where a response's state changes. Pure: the same moment, event and time give the same record. */
export function takeTransition(moment: ResponseMoment, event: ResponseEvent, nowMs: number): Transition {
  if (!isKnown(moment.state, event.kind)) {
    return { ok: false, reason: `A response that is ${inWords(moment.state)} does not know "${inWords(event.kind)}".` };
  }
  const to = (state: ResponseState, dueMs: number | null, changes: Partial<ResponseMoment> = {}): Transition => {
    const next = { ...moment, tries: 0, ...changes, state, dueMs };
    return { ok: true, next, emit: dueMs !== null && dueMs <= nowMs ? ["wake_worker"] : [] };
  };
  const askPerson = (state: ResponseState, changes: Partial<ResponseMoment> = {}): Transition => ({
    ok: true,
    next: { ...moment, ...changes, state, dueMs: null },
    emit: ["ask_person"],
  });
  const ended = (state: ResponseState): Transition => to(state, null, { leaseUntilMs: null });
  /** Tries again later, or gives up after enough tries. */
  const again = (state: ResponseState, givenUp: ResponseState): Transition => {
    const tries = moment.tries + 1;
    if (tries >= mostTries) return askPerson(givenUp, { tries });
    return to(state, nowMs + waitAfter(tries), { tries });
  };

  switch (event.kind) {
    case "request": {
      const asked = to("awaiting_approval", nowMs + event.decideWithinSeconds * 1000);
      return asked.ok ? { ...asked, emit: ["ask_person"] } : asked;
    }
    case "approve":
    case "start_again":
      return to("approved", nowMs);
    case "reject":
      return ended("rejected");
    case "override":
      return ended("overridden");
    case "expire":
      return ended("expired_undecided");
    case "cancel":
      return ended("cancelled");
    case "block":
      return ended("blocked_by_guard");
    case "start":
      // Not due while its worker lives; if that one dies, the claim falls and the next one finds it.
      return to("executing", null);
    case "succeed":
      return hold(to, moment.leaseSeconds, nowMs);
    case "find_done":
      return moment.state === "rollback_failed" ? ended("verified") : hold(to, moment.leaseSeconds, nowMs);
    case "pretend":
      return ended("dry_run");
    case "refuse":
    case "find_not_done":
      return ended("failed");
    case "lose":
      return to("unknown", nowMs);
    case "find_nothing_out":
      return again("unknown", "unknown");
    case "extend":
      return hold(to, event.leaseSeconds, nowMs);
    case "end_lease":
    case "undo":
      return to("expiring", nowMs);
    case "undone":
      return to("rolled_back", nowMs, { tries: moment.tries });
    case "undo_fails":
    case "read_back_denies":
      return again("expiring", "rollback_failed");
    case "read_back":
      return ended("verified");
    case "read_back_fails":
      return again("rolled_back", "rollback_failed");
  }
}

function hold(
  to: (state: ResponseState, dueMs: number | null, changes: Partial<ResponseMoment>) => Transition,
  leaseSeconds: number,
  nowMs: number,
): Transition {
  const leaseUntilMs = nowMs + leaseSeconds * 1000;
  return to("active", leaseUntilMs, { leaseUntilMs });
}

/** A state or event as people read it. */
export function inWords(name: string): string {
  return name.replaceAll("_", " ");
}
