import { type BandTable, bandTableOf } from "../thresholds/band-table.ts";
import type { Policy } from "../thresholds/policy.ts";
import { Thresholds } from "../thresholds/thresholds.ts";

/** Where `notify` stood from an offset on. */
export interface NotifyAt {
  readonly offset: number;
  readonly notify: number;
}

/** The thresholds of a policy while a stretch of the log is gone through again, in offset order. */
export interface ReplayedThresholds {
  bandOf(margin: number, scope: number): 0 | 1 | 2 | 3;
  notifyIn(scope: number): number;
  /** Before the event at the offset is judged. */
  reach(offset: number): void;
  /** The event was judged. */
  add(margin: number): void;
  /** 4,096 offsets are through; `isNewReference`: margins before them say nothing about those after. */
  closeBlock(isNewReference: boolean): void;
}

/** As they stood: `notify` where it was recorded to be. Before the first record it stands where that put it. */
export function recordedThresholds(policy: Policy, moves: readonly NotifyAt[]): ReplayedThresholds {
  let next = 0;
  let table: BandTable = bandTableOf(policy, moves[0]?.notify ?? new Thresholds(policy).notify);
  return {
    bandOf: (margin, scope) => table.bandOf(scope, margin),
    notifyIn: (scope) => table.notify[scope] ?? Number.POSITIVE_INFINITY,
    reach(offset) {
      while (next < moves.length && (moves[next]?.offset ?? 0) <= offset) {
        table = bandTableOf(policy, moves[next]?.notify ?? 0);
        next += 1;
      }
    },
    add: () => undefined,
    closeBlock: () => undefined,
  };
}

/**
 * As they would have stood: the same estimate, made anew at the same offsets as live. `models`: the offsets at which a
 * trained model took effect, ascending; margins before one say nothing about those after.
 */
export function simulatedThresholds(policy: Policy, models: readonly number[] = []): ReplayedThresholds {
  const thresholds = new Thresholds(policy, false);
  let next = 0;
  return {
    bandOf: (margin, scope) => thresholds.bandOf(margin, scope),
    notifyIn: (scope) => thresholds.notifyIn(scope),
    reach(offset) {
      for (; next < models.length && (models[next] ?? 0) <= offset; next += 1) thresholds.forgetWindow();
    },
    add: (margin) => thresholds.window.add(margin),
    closeBlock(isNewReference) {
      thresholds.closeBlock();
      if (isNewReference) thresholds.forgetWindow();
    },
  };
}
