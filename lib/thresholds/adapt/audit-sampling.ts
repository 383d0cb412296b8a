import { auditFloor } from "./guard-settings.ts";
import type { GuardState } from "./guard-state.ts";

/** Margins below notify within which most misses are expected. */
const nearMargin = 1.5;

/** Whether an event below notify lies close to it: the stratum that gets half of the audits. */
export function isNear(state: GuardState, margin: number): boolean {
  return margin >= state.notify - nearMargin;
}

/**
 * The chance with which an event below notify is audited, recorded with it. The budget is a share of the alerts; half of
 * it goes to the few events just below notify. The floor keeps a single verdict's step under the clip, and may cost
 * more than the budget where there is little to alert about.
 */
export function auditChance(state: GuardState, near: boolean): number {
  const { alerts, near: nearEvents, far: farEvents } = state.daily;
  const half = (state.settings.auditShare * alerts) / 2;
  const floor = auditFloor(state.settings);
  const far = Math.min(1, Math.max(floor, half / Math.max(1, farEvents)));
  return near ? Math.min(1, Math.max(far, half / Math.max(1, nearEvents))) : far;
}
