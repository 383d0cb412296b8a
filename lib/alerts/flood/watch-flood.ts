import { believedTime } from "../../features/effective-time.ts";
import { hashText } from "../../stats/hash.ts";
import { enteringRate, type FloodState, floodLimits, quietRate } from "./flood-state.ts";

/** A finding as far as floods are concerned. */
export interface FloodFinding {
  /** Of the alert that it would join or raise by itself. */
  readonly key: string;
  /** What it has in common with others that people would judge alike. */
  readonly likeness: string;
  readonly technique: string;
  /** Of entities; null where it belongs to none. */
  readonly group: string | null;
  readonly detector: string;
  /** See `momentOf`. */
  readonly timeMs: number;
}

export interface FloodBegan {
  readonly number: number;
  readonly atMs: number;
  /** New findings of the minute and quarter of an hour that began it, and how many a minute are usual. */
  readonly inMinute: number;
  readonly inQuarter: number;
  readonly usual: number;
}

export interface FloodStep {
  /** Key of the alert that it is folded into while a flood lasts; null: it has an alert of its own. */
  readonly foldKey: string | null;
  readonly began: FloodBegan | null;
}

const minuteMs = 60_000;
const quarter = 15;
/** What is usual follows within about a day. */
const learning = 1 / 1440;

const ownAlert: FloodStep = { foldKey: null, began: null };

/**
 * Takes the next finding in offset order; changes the state. The finding that begins a flood is the first to be folded:
 * what has its alert by then keeps it. Depends on findings and times alone, however they are cut into transactions.
 */
export function takeFinding(state: FloodState, finding: FloodFinding): FloodStep {
  if (state.flood !== null) {
    countInFlood(state, finding);
    return { foldKey: foldKeyOf(state, finding), began: null };
  }
  const began = countOutside(state, finding);
  return began === null ? ownAlert : { foldKey: foldKeyOf(state, finding), began };
}

/** An event as far as it tells the time: its effective time and that of its receipt, ms. */
interface TimedEvent {
  readonly timeMs: number;
  readonly receivedMs: number;
  readonly isReplayed: boolean;
}

/**
 * The moment at which an event counts for floods; changes the state. The latest so far, since people have to read it now:
 * whoever states times of a whole day spreads nothing over that day. A replay plays at its own times, as far as these are past.
 */
export function momentOf(state: FloodState, { timeMs, receivedMs, isReplayed }: TimedEvent): number {
  if (isReplayed) return believedTime(timeMs, receivedMs);
  if (timeMs > state.clockMs) state.clockMs = timeMs;
  return state.clockMs;
}

/** An event of this time came: true where it ends a flood, since nothing but quiet minutes came for long enough. */
export function passTime(state: FloodState, timeMs: number): boolean {
  const { flood } = state;
  if (flood === null || !(timeMs >= flood.quietFromMs)) return false;
  state.flood = null;
  state.bins = [];
  state.known = [];
  state.minute = Math.floor(timeMs / minuteMs);
  return true;
}

const halves = new Uint32Array(2);

/** 53 bits of a text's hash: what JSON keeps exactly. */
function hashOf(text: string): number {
  hashText(0, text, halves, 0);
  return (halves[0] ?? 0) * 2097152 + ((halves[1] ?? 0) >>> 11);
}

function countOutside(state: FloodState, { key, timeMs }: FloodFinding): FloodBegan | null {
  const minute = Math.floor(timeMs / minuteMs);
  if (!meet(state, hashOf(key), minute)) return null;
  learnUsual(state, minute);
  const bin = state.bins.find(([of]) => of === minute);
  if (bin === undefined) state.bins = [...state.bins, [minute, 1] satisfies [number, number]].slice(-quarter);
  else bin[1] += 1;
  const inMinute = bin?.[1] ?? 1;
  const inQuarter = state.bins.reduce((sum, [of, n]) => (Math.abs(minute - of) < quarter ? sum + n : sum), 0);
  const { usual } = state;
  const entering = enteringRate(usual);
  if (inMinute < entering && inQuarter < floodLimits.enterQuarterMinutes * entering) return null;
  state.number += 1;
  state.flood = { beganMs: timeMs, quietFromMs: quietAfter(minute), minutes: [], rows: [], lanes: [] };
  return { number: state.number, atMs: timeMs, inMinute, inQuarter, usual };
}

/** Whether a finding is new; it is known from then on for an hour. */
function meet(state: FloodState, hash: number, minute: number): boolean {
  const at = state.known.findLastIndex(([known]) => known === hash);
  const seen = state.known[at];
  if (at >= 0) state.known.splice(at, 1);
  state.known.push([hash, minute]);
  const oldest = minute - floodLimits.knownMinutes;
  const first = state.known[0];
  if (state.known.length > floodLimits.mostKnown || (first !== undefined && first[1] < oldest)) state.known.shift();
  return seen === undefined || seen[1] < oldest;
}

/** A new minute began: those before it count, the empty ones too. Earlier ones that come late change nothing. */
function learnUsual(state: FloodState, minute: number): void {
  const passed = minute - state.minute;
  if (state.minute !== 0 && passed > 0) {
    const last = state.bins.find(([of]) => of === state.minute)?.[1] ?? 0;
    const learnt = state.usual + learning * (Math.min(last, 2 * floodLimits.mostUsual) - state.usual);
    state.usual = Math.min(floodLimits.mostUsual, learnt * (1 - learning) ** (passed - 1));
  }
  // A source whose clock leapt must not stop the learning of all others for good.
  if (state.minute === 0 || passed > 0 || passed < -floodLimits.knownMinutes) state.minute = minute;
}

const quietAfter = (minute: number) => (minute + 1 + floodLimits.quietMinutes) * minuteMs;

function countInFlood(state: FloodState, { key, timeMs }: FloodFinding): void {
  const { flood } = state;
  if (flood === null) return;
  const minute = Math.floor(timeMs / minuteMs);
  const limit = quietRate(state.usual);
  let counted = flood.minutes.find((each) => each.minute === minute);
  if (counted === undefined) {
    counted = { minute, hashes: [] };
    flood.minutes = [...flood.minutes, counted].slice(-5);
  }
  if (counted.hashes.length >= limit) return;
  const hash = hashOf(key);
  if (!counted.hashes.includes(hash)) counted.hashes.push(hash);
  if (counted.hashes.length >= limit) flood.quietFromMs = Math.max(flood.quietFromMs, quietAfter(minute));
}

/** By likeness and group; once there are too many of these by technique and group; then by detector alone. */
function foldKeyOf({ flood, number }: FloodState, finding: FloodFinding): string | null {
  if (flood === null) return null;
  const { likeness, technique, group, detector } = finding;
  const row = `${likeness}|${group ?? ""}`;
  if (hasRoom(flood.rows, row, floodLimits.mostRows)) return `flood ${number}|${row}`;
  const lane = `${technique}|${group ?? ""}`;
  if (hasRoom(flood.lanes, lane, floodLimits.mostLanes)) return `flood ${number} lane|${lane}`;
  return `flood ${number} rest|${detector}`;
}

/** Whether the name is among those kept, or there was room to keep it. */
function hasRoom(kept: number[], name: string, most: number): boolean {
  const hash = hashOf(name);
  if (kept.includes(hash)) return true;
  if (kept.length >= most) return false;
  kept.push(hash);
  return true;
}
