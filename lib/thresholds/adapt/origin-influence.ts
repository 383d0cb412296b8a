import { type GuardState, type KnownOrigin, newVoice, type Voice } from "./guard-state.ts";

/** Who is charged with an event: its source address, else user, else host; and the network of it (/24, /48), if any. */
export interface Charged {
  readonly origin: string;
  readonly network: string | null;
  /** Where the caller counts the event for its origin: whether that is a stranger. Its names are not asked then. */
  readonly isStranger?: boolean | null;
}

const dayMs = 86_400_000;
/** Origins kept; beyond, and until others have been away for a window, newcomers stay strangers. */
const mostOrigins = 20_000;

/** Counts an event for its origin; true where the origin has less than a window of history. O(1). */
export function countOrigin(state: GuardState, charged: Charged, atMs: number): boolean {
  dayOf(state, atMs).events += 1;
  const { isStranger = null } = charged;
  if (isStranger !== null) {
    if (isStranger) state.strangers.today += 1;
    return isStranger;
  }
  const known = state.origins.get(charged.origin) ?? admit(state, charged.origin, atMs);
  if (known === null) {
    state.strangers.today += 1;
    return true;
  }
  known.last = atMs;
  // A stranger's own count runs too: on the day it counts as known, what it sent before must weigh.
  known.today += 1;
  if (atMs - known.first < state.settings.windowDays * dayMs) {
    state.strangers.today += 1;
    return true;
  }
  if (known.home === undefined && charged.network !== null) known.home = networkOf(state, charged.network);
  const { home } = known;
  if (home !== undefined) {
    if (home.today === 0) state.networksToday += 1;
    home.today += 1;
  }
  return false;
}

function admit(state: GuardState, origin: string, atMs: number) {
  if (state.origins.size >= mostOrigins) return null;
  const fresh: KnownOrigin = { ...newVoice(), first: atMs, last: atMs, home: undefined };
  state.origins.set(origin, fresh);
  return fresh;
}

function networkOf(state: GuardState, name: string): Voice {
  const known = state.networks.get(name);
  if (known !== undefined) return known;
  const fresh = newVoice();
  state.networks.set(name, fresh);
  return fresh;
}

interface Speaking {
  readonly voice: Voice;
  readonly isNetwork: boolean;
}

/** The voices that an event speaks with: origins without history share one, so that a botnet of new ones is one. */
function voicesOf(state: GuardState, { origin, network }: Charged, atMs: number): Speaking[] {
  const known = state.origins.get(origin);
  if (known === undefined || atMs - known.first < state.settings.windowDays * dayMs) {
    return [{ voice: state.strangers, isNetwork: false }];
  }
  const own = { voice: known, isNetwork: false };
  return network === null ? [own] : [own, { voice: networkOf(state, network), isNetwork: true }];
}

function dayOf(state: GuardState, atMs: number): GuardState["influence"][number] {
  const day = Math.floor(atMs / dayMs);
  const last = state.influence[state.influence.length - 1];
  if (last !== undefined && last.day >= day) return last;
  const { windowDays } = state.settings;
  const fresh = { day, events: 0 };
  if (last !== undefined) clearDays(state, { from: Math.max(last.day + 1, day - windowDays + 1), to: day, atMs });
  state.influence.push(fresh);
  state.networksToday = 0;
  while ((state.influence[0]?.day ?? day) <= day - windowDays) state.influence.shift();
  return fresh;
}

/**
 * The newest day ends and days [from, to] begin: their places held days that have left the window. What was away for all of
 * it is forgotten.
 */
function clearDays(state: GuardState, { from, to, atMs }: { from: number; to: number; atMs: number }): void {
  const { windowDays } = state.settings;
  const ended = (state.influence[state.influence.length - 1]?.day ?? 0) % windowDays;
  const clear = (voice: Voice) => {
    if (voice.traffic.length === 0) voice.traffic = new Array(windowDays).fill(0);
    voice.traffic[ended] = voice.today;
    voice.today = 0;
    for (let day = from; day <= to; day += 1) {
      voice.traffic[day % windowDays] = 0;
      if (voice.steps.length > 0) voice.steps[day % windowDays] = 0;
    }
  };
  clear(state.strangers);
  for (const [name, origin] of state.origins) {
    if (atMs - origin.last > windowDays * dayMs) state.origins.delete(name);
    else {
      clear(origin);
      origin.home = undefined;
    }
  }
  for (const [name, network] of state.networks) {
    clear(network);
    if (sum(state, network.traffic) === 0 && sum(state, network.steps) === 0) state.networks.delete(name);
  }
}

/**
 * Weight of an origin's verdicts, 0 to 1: where it sends more than its share of the window's events, each counts less,
 * in both directions alike, so that what it says is bounded and what others say is not bent.
 */
export function trafficWeight(state: GuardState, charged: Charged, atMs: number): number {
  const { influence, usualPerDay } = state.settings;
  let events = 0;
  for (const day of state.influence) events += day.events;
  // What a flood adds must not widen everybody's share, its own first.
  const all = Math.min(usualPerDay * state.influence.length, events);
  let weight = 1;
  for (const { voice, isNetwork } of voicesOf(state, charged, atMs)) {
    const own = sum(state, voice.traffic) + voice.today;
    if (own > 0) weight = Math.min(weight, (capOf(state, isNetwork, influence) * all) / own);
  }
  return weight;
}

/** With fewer than 50 networks an equal share is more than 1/50: that is the cap then. */
function capOf(state: GuardState, isNetwork: boolean, influence: number): number {
  return isNetwork ? Math.max(influence, 1 / Math.max(1, state.networksToday)) : influence;
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
  const { target, usualPerDay, influence, windowDays } = state.settings;
  const usual = step.gain * target * (1 - target) * usualPerDay * Math.max(1, state.influence.length);
  const voices = voicesOf(state, charged, step.atMs);
  let allowed = step.size;
  for (const { voice, isNetwork } of voices) {
    const made = sum(state, voice.steps);
    allowed = Math.min(allowed, Math.max(0, 2 * capOf(state, isNetwork, influence) * usual - made));
  }
  const today = state.influence.at(-1);
  for (const { voice } of today === undefined ? [] : voices) {
    const place = (today?.day ?? 0) % windowDays;
    if (voice.steps.length === 0) voice.steps = new Array(windowDays).fill(0);
    voice.steps[place] = (voice.steps[place] ?? 0) + allowed;
  }
  if (allowed < step.size) state.counts.capped += 1;
  return allowed;
}

/** Over the window, oldest day first. */
function sum({ influence }: GuardState, values: readonly number[]): number {
  const newest = influence.at(-1)?.day ?? 0;
  let total = 0;
  for (let i = 1; i <= values.length; i += 1) total += values[(newest + i) % values.length] ?? 0;
  return total;
}
