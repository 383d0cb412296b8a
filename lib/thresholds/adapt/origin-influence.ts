import type { GuardState } from "./guard-state.ts";

/** Who is charged with an event: its source address, else user, else host; and the network of it (/24, /48), if any. */
export interface Charged {
  readonly origin: string;
  readonly network: string | null;
}

const dayMs = 86_400_000;
/** Origins kept; beyond, and until others have been away for a window, newcomers stay strangers. */
const mostOrigins = 20_000;
const strangers = "new origins";

/** Counts an event for its origin; true where the origin has less than a window of history. */
export function countOrigin(state: GuardState, charged: Charged, atMs: number): boolean {
  const name = `o:${charged.origin}`;
  if (state.firstSeen[name] === undefined && Object.keys(state.lastSeen).length < mostOrigins) {
    state.firstSeen[name] = atMs;
  }
  if (state.firstSeen[name] !== undefined) state.lastSeen[name] = atMs;
  const today = dayOf(state, atMs);
  today.events += 1;
  const stranger = isStranger(state, charged, atMs);
  // A stranger's own count runs too: on the day it counts as known, what it sent before must weigh.
  const voices = stranger && state.firstSeen[name] !== undefined ? [strangers, name] : voicesOf(state, charged, atMs);
  for (const voice of voices) today.traffic[voice] = (today.traffic[voice] ?? 0) + 1;
  return stranger;
}

function isStranger(state: GuardState, { origin }: Charged, atMs: number): boolean {
  const first = state.firstSeen[`o:${origin}`];
  return first === undefined || atMs - first < state.settings.windowDays * dayMs;
}

/** The voices that an event speaks with: origins without history share one, so that a botnet of new ones is one. */
function voicesOf(state: GuardState, charged: Charged, atMs: number): string[] {
  if (isStranger(state, charged, atMs)) return [strangers];
  return charged.network === null ? [`o:${charged.origin}`] : [`o:${charged.origin}`, `n:${charged.network}`];
}

function dayOf(state: GuardState, atMs: number): GuardState["influence"][number] {
  const day = Math.floor(atMs / dayMs);
  const last = state.influence.at(-1);
  if (last !== undefined && last.day >= day) return last;
  const fresh = { day, events: 0, traffic: {}, steps: {} };
  state.influence.push(fresh);
  while ((state.influence[0]?.day ?? day) <= day - state.settings.windowDays) state.influence.shift();
  forgetAway(state, atMs);
  return fresh;
}

function forgetAway(state: GuardState, atMs: number): void {
  for (const [name, seen] of Object.entries(state.lastSeen)) {
    if (atMs - seen <= state.settings.windowDays * dayMs) continue;
    delete state.lastSeen[name];
    delete state.firstSeen[name];
  }
}

/**
 * Weight of an origin's verdicts, 0 to 1: where it sends more than its share of the window's events, each counts less,
 * in both directions alike, so that what it says is bounded and what others say is not bent.
 */
export function trafficWeight(state: GuardState, charged: Charged, atMs: number): number {
  const { influence } = state.settings;
  // What a flood adds must not widen everybody's share, its own first.
  const usual = state.settings.usualPerDay * state.influence.length;
  const all = Math.min(
    usual,
    sumOver(state, ({ events }) => events),
  );
  let weight = 1;
  for (const voice of voicesOf(state, charged, atMs)) {
    const own = sumOver(state, ({ traffic }) => traffic[voice] ?? 0);
    if (own > 0) weight = Math.min(weight, (capOf(state, voice, influence) * all) / own);
  }
  return weight;
}

/** With fewer than 50 networks an equal share is more than 1/50: that is the cap then. */
function capOf(state: GuardState, voice: string, influence: number): number {
  if (!voice.startsWith("n:")) return influence;
  const networks = new Set(state.influence.slice(-1).flatMap(({ traffic }) => Object.keys(traffic)));
  let count = 0;
  for (const name of networks) if (name.startsWith("n:")) count += 1;
  return Math.max(influence, 1 / Math.max(1, count));
}

/**
 * How much of a step up an origin may still make: its steps of the window are at most twice its share of those that the
 * usual volume makes at the target. Steps down come from audits, which are drawn by chance and not by who sends: the
 * share of the traffic bounds them already. Counts what was cut.
 */
export function capStep(
  state: GuardState,
  charged: Charged,
  step: { size: number; atMs: number; gain: number },
): number {
  if (step.size <= 0) return step.size;
  const { target, usualPerDay, influence } = state.settings;
  const usual = step.gain * target * (1 - target) * usualPerDay * Math.max(1, state.influence.length);
  const voices = voicesOf(state, charged, step.atMs);
  let allowed = step.size;
  for (const voice of voices) {
    const made = sumOver(state, ({ steps }) => steps[voice] ?? 0);
    allowed = Math.min(allowed, Math.max(0, 2 * capOf(state, voice, influence) * usual - made));
  }
  const today = state.influence.at(-1);
  if (today !== undefined) {
    for (const voice of voices) today.steps[voice] = (today.steps[voice] ?? 0) + allowed;
  }
  if (allowed < step.size) state.counts.capped += 1;
  return allowed;
}

function sumOver(state: GuardState, of: (day: GuardState["influence"][number]) => number): number {
  let sum = 0;
  for (const day of state.influence) sum += of(day);
  return sum;
}
