import type { GuardState } from "./guard-state.ts";

const binMs = 10_000;
const hourMs = 3_600_000;

/**
 * Counts an event and freezes the threshold where a minute holds far more events, or far more of origins without
 * history, than the hour of the day usually does. Sliding minute in ten-second bins. A freeze lasts a day at most, and
 * two days of every three are free of it, whatever the stream does: nobody can hold the threshold frozen.
 */
export function watchFlood(state: GuardState, atMs: number, stranger: boolean): void {
  const { flood } = state;
  turnBins(state, atMs);
  const now = flood.bins[0];
  if (now !== undefined) {
    now.events += 1;
    if (stranger) now.strangers += 1;
  }
  flood.hourEvents += 1;
  if (stranger) flood.hourStrangers += 1;
  const minute = { events: 0, strangers: 0 };
  for (const bin of flood.bins) {
    minute.events += bin.events;
    minute.strangers += bin.strangers;
  }
  const usual = (flood.usual[hourOfDay(atMs)] ?? -1) / 60;
  // What no day has shown yet cannot be too much of it. Busy streams are burstier than chance: three times the usual.
  const tooMany = usual >= 0 && minute.events >= Math.max(8, farAbove(usual), 3 * usual);
  const tooStrange = hasHistory(state, atMs) && minute.strangers >= Math.max(3, farAbove(flood.usualStrangers / 60));
  if (!tooMany && !tooStrange) return;
  if (atMs < flood.quietUntilMs) {
    flood.alarmMs = atMs;
    return;
  }
  flood.alarmMs = atMs;
  flood.frozenUntilMs = atMs + state.settings.freezeHours * hourMs;
  flood.quietUntilMs = flood.frozenUntilMs + 48 * hourMs;
  flood.owesRequest = true;
}

/** In the first window everybody is new, which says nothing. */
function hasHistory(state: GuardState, atMs: number): boolean {
  const first = state.influence[0]?.day;
  return first !== undefined && Math.floor(atMs / 86_400_000) - first >= state.settings.windowDays - 1;
}

/** Seven standard deviations of a Poisson count above its mean, and one. */
function farAbove(mean: number): number {
  return mean + 7 * Math.sqrt(mean) + 1;
}

function hourOfDay(atMs: number): number {
  return Math.floor(atMs / hourMs) % 24;
}

function turnBins({ flood }: GuardState, atMs: number): void {
  const bin = Math.floor(atMs / binMs);
  const passed = Math.min(flood.bins.length, bin - flood.bin);
  for (let i = 0; i < passed; i += 1) {
    flood.bins.pop();
    flood.bins.unshift({ events: 0, strangers: 0 });
  }
  flood.bin = Math.max(flood.bin, bin);
}

/** An hour ended: what is usual follows slowly, and a flood counts as twice the usual at most. */
export function learnUsual({ flood }: GuardState, hour: number): void {
  const at = hour % 24;
  const usual = flood.usual[at] ?? 0;
  flood.usual[at] =
    usual < 0
      ? Math.max(1, flood.hourEvents)
      : Math.max(1, usual + 0.1 * (Math.min(flood.hourEvents, 2 * usual) - usual));
  const strange = Math.min(flood.hourStrangers, 2 * flood.usualStrangers + 1);
  flood.usualStrangers = Math.max(0.1, flood.usualStrangers + 0.02 * (strange - flood.usualStrangers));
  flood.hourEvents = 0;
  flood.hourStrangers = 0;
}
