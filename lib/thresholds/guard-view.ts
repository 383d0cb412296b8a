import { recallAt } from "./adapt/canary-watch.ts";
import type { ChangeRequest, GuardState } from "./adapt/guard-state.ts";
import { estimateFromSample } from "./adapt/judged-sample.ts";
import type { GuardInForce } from "./guard-in-force.ts";

/** A guard as people see it: margins, shares, counts, stream times in ms. */
export interface GuardView {
  readonly guard: number;
  readonly startOffset: number;
  readonly startedAt: number;
  readonly at: number;
  readonly notify: number;
  readonly anchor: number;
  readonly rails: { readonly low: number; readonly high: number };
  readonly target: number;
  readonly realised: { readonly rate: number; readonly deviations: number; readonly verdicts: number } | null;
  readonly verdicts: number;
  readonly alertsPerDay: number;
  readonly capacityPerDay: number;
  readonly frozen: { readonly untilMs: number; readonly reason: string } | null;
  readonly canaries: readonly {
    readonly family: string;
    readonly atAnchor: number;
    readonly atNotify: number;
    readonly blind: boolean;
  }[];
  readonly counts: GuardState["counts"];
  readonly request: ChangeRequest | null;
}

function realisedOf(state: GuardState, nowMs: number): GuardView["realised"] {
  // Of a copy: the estimate drops what is too old, which is for the fold alone to do.
  const estimate = estimateFromSample({ ...state, sample: [...state.sample] }, nowMs);
  if (estimate === null) return null;
  const { falseAlarmRate: rate, deviations, verdicts } = estimate;
  return { rate, deviations, verdicts };
}

function canariesOf({ canaries, anchor, notify }: GuardState): GuardView["canaries"] {
  return canaries.map(({ family, margins }) => {
    const atAnchor = recallAt(margins, anchor);
    return { family, atAnchor, atNotify: recallAt(margins, notify), blind: atAnchor === 0 };
  });
}

const frozenReason =
  "Far more events in a minute than this hour usually brings, or far more origins that nobody knows.";

/** Null where no guard is in force. Reads alone: what it says changes nothing. */
export function viewOfGuard({ state, guard, startOffset, startedMs, clockMs }: GuardInForce): GuardView | null {
  if (state === null) return null;
  const { notify, anchor, settings, sample, daily, flood, counts, requests } = state;
  const { rail, target, capacityPerDay } = settings;
  const untilMs = flood.frozenUntilMs;
  return {
    guard,
    startOffset,
    startedAt: startedMs,
    at: clockMs,
    notify,
    anchor,
    rails: { low: anchor - rail, high: anchor + rail },
    target,
    realised: realisedOf(state, clockMs),
    verdicts: sample.length,
    alertsPerDay: daily.alerts,
    capacityPerDay,
    frozen: clockMs < untilMs ? { untilMs, reason: frozenReason } : null,
    canaries: canariesOf(state),
    counts,
    request: requests[0] ?? null,
  };
}
