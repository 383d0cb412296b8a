import type { GuardState } from "./guard-state.ts";
import { type GuardedMove, moveTo } from "./guarded-move.ts";

const dayMs = 86_400_000;

/** Two people decided. Approved: notify and the anchor of its rails are where the request asks for. */
export function decide(
  state: GuardState,
  decision: {
    readonly id: number;
    readonly approved: boolean;
    readonly by: readonly [string, string];
    readonly atMs: number;
  },
): GuardedMove | null {
  const request = state.requests.find(({ id }) => id === decision.id);
  if (request === undefined) throw new RangeError(`There is no open request ${decision.id}.`);
  if (decision.approved && decision.by[0] === decision.by[1])
    throw new RangeError("A guard is passed by two people, not by one twice.");
  state.requests = state.requests.filter(({ id }) => id !== decision.id);
  if (!decision.approved) {
    state.askAgainMs = decision.atMs + dayMs;
    return null;
  }
  const move = moveTo(state, request.to, { atMs: decision.atMs, cause: "request", actor: decision.by.join(" and ") });
  state.anchor = request.to;
  state.dayStart = request.to;
  state.pending = 0;
  return move;
}

/**
 * People put notify elsewhere, and the day begins anew there: its bounds would carry it back. Lower, which one person may,
 * the day keeps its start where that lies lower still, and what verdicts want below it still counts: nobody alone makes
 * room for a second rise on the same day, or has the wish for a lower notify forgotten.
 */
function put(state: GuardState, to: number, of: Pick<GuardedMove, "atMs" | "cause" | "actor">): GuardedMove {
  const { notify, pending, dayStart } = state;
  const isUp = to > notify;
  state.pending = isUp ? 0 : Math.min(0, notify + pending - to);
  state.dayStart = isUp ? to : Math.min(dayStart, to);
  const move = moveTo(state, to, of);
  state.inputs = [];
  return move;
}

/** Back to where a move came from, exactly. */
export function rollBack(
  state: GuardState,
  move: Pick<GuardedMove, "from">,
  by: { atMs: number; actor: string },
): GuardedMove {
  return put(state, move.from, { ...by, cause: "rollback" });
}

/** Where people put it by hand. */
export function moveByHand(state: GuardState, to: number, by: { atMs: number; actor: string }): GuardedMove {
  return put(state, to, { ...by, cause: "person" });
}
