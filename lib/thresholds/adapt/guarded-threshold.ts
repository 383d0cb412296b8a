import { fractionAt } from "../../stats/hash.ts";
import { auditChance, isNear } from "./audit-sampling.ts";
import { canaryLosses, withinCanaries } from "./canary-watch.ts";
import { learnUsual, watchFlood } from "./flood-watch.ts";
import { gainOf } from "./guard-settings.ts";
import type { ChangeRequest, GuardState } from "./guard-state.ts";
import { type GuardedMove, moveTo } from "./guarded-move.ts";
import { addToSample, estimateFromSample } from "./judged-sample.ts";
import { type Charged, capStep, countOrigin, trafficWeight } from "./origin-influence.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** An event as it is scored. Offsets name the random choices; times never run backward. */
export interface GuardedEvent extends Charged {
  readonly offset: number;
  readonly atMs: number;
  readonly margin: number;
}

/** What was decided about it, to be kept with it until its verdict comes. */
export interface GuardedDecision {
  readonly alert: boolean;
  /** Whether a verdict is asked for, and with which chance that was drawn. */
  readonly judge: boolean;
  readonly chance: number;
}

/** An event with what was decided about it then, and what people found it to be. */
export interface GuardedVerdict extends GuardedEvent, GuardedDecision {
  readonly verdict: "benign" | "attack" | "unknown";
}

/** What became of a verdict: how far it moved the wish, or why not at all. */
export interface JudgedStep {
  readonly outcome: "counted" | "attack" | "unknown" | "frozen" | "late";
  readonly step: number;
}

/** Scores an event against the threshold in force. Hours that ended since are closed first; their moves are returned. */
export function observe(state: GuardState, event: GuardedEvent): { decision: GuardedDecision; moves: GuardedMove[] } {
  const moves = closeHours(state, event.atMs);
  return { decision: decideOn(state, event), moves };
}

/** What is decided about an event at a time up to which hours are closed already. */
export function decideOn(state: GuardState, event: GuardedEvent): GuardedDecision {
  const { atMs, margin, offset } = event;
  const { counts, daily } = state;
  const stranger = countOrigin(state, event, atMs);
  if (stranger) counts.strangers += 1;
  watchFlood(state, atMs, stranger);
  const alert = margin >= state.notify;
  if (alert && margin < state.anchor) counts.shown += 1;
  if (!alert && margin >= state.anchor) counts.hidden += 1;
  const near = !alert && isNear(state, margin);
  const chance = alert ? state.settings.judgedShare : auditChance(state, near);
  // A flood must not raise the budget of audits without end, nor make the capacity look used up by strangers.
  const voice = stranger ? 0 : 1;
  if (alert) {
    counts.flagged += 1;
    daily.alerts += voice;
  } else if (near) {
    counts.near += 1;
    daily.near += voice;
  } else {
    counts.far += 1;
    daily.far += voice;
  }
  const judge = fractionAt(state.settings.seed, offset) < chance;
  if (judge) {
    const day = String(Math.floor(atMs / dayMs));
    state.outstanding[day] = (state.outstanding[day] ?? 0) + 1;
  }
  return { alert, judge, chance };
}

/**
 * A verdict came, at `nowMs`. Normal events alone move the threshold: judged alerts up by gain (1 - target) / chance,
 * audits down by gain target / chance, so that it rests where a share `target` of all normal events is flagged however
 * few of them are judged. Verdicts on what was scored in a freeze, or that come too late, do not count.
 */
export function judge(state: GuardState, verdict: GuardedVerdict, nowMs: number): GuardedMove[] {
  const moves = closeHours(state, nowMs);
  weigh(state, verdict);
  return moves;
}

/** A verdict as `judge` takes it, at a time up to which hours are closed already; says what became of it. */
export function weigh(state: GuardState, verdict: GuardedVerdict): JudgedStep {
  const { flood, settings, counts } = state;
  const day = String(Math.floor(verdict.atMs / dayMs));
  if (state.outstanding[day] === undefined) return { outcome: "late", step: 0 };
  state.outstanding[day] = Math.max(0, (state.outstanding[day] ?? 0) - 1);
  if (verdict.verdict === "unknown") counts.censored += 1;
  if (verdict.verdict !== "benign") return { outcome: verdict.verdict, step: 0 };
  const sinceMs = flood.frozenUntilMs - settings.freezeHours * hourMs;
  if (verdict.atMs >= sinceMs && verdict.atMs < flood.frozenUntilMs) {
    counts.frozen += 1;
    return { outcome: "frozen", step: 0 };
  }
  const gain = gainOf(settings);
  const weight = trafficWeight(state, verdict, verdict.atMs);
  const { offset, margin, atMs } = verdict;
  addToSample(state, { offset, margin, weight: weight / verdict.chance, atMs });
  const pull = verdict.alert ? 1 - settings.target : -settings.target;
  const raw = (gain * weight * pull) / verdict.chance;
  const size = Math.max(-settings.stepClip, Math.min(settings.stepClip, raw));
  if (size !== raw) counts.clipped += 1;
  const step = capStep(state, verdict, { size, atMs, gain });
  state.pending += step;
  state.inputs.push(`${offset}:${verdict.alert ? "alert" : "audit"}:${verdict.chance}:${step}`);
  return { outcome: "counted", step };
}

/**
 * A verdict that counted was taken back, at `nowMs`: what it asked for is asked back, and the sample forgets it. What an
 * hour has moved already comes back as any other wish does, within the same bounds. That hour may have been held, so that
 * nothing ever came of a step down: going back up, it counts as its origin's step up, or judging one event back and forth
 * would carry notify away.
 */
export function unweigh(
  state: GuardState,
  taken: Charged & { readonly offset: number; readonly step: number },
  nowMs: number,
): void {
  const isWaiting = state.inputs.some((input) => input.startsWith(`${taken.offset}:`));
  const size = -taken.step;
  const step = isWaiting ? size : capStep(state, taken, { size, atMs: nowMs, gain: gainOf(state.settings) });
  state.pending += step;
  const at = state.sample.findLastIndex(({ offset }) => offset === taken.offset);
  if (at >= 0) state.sample.splice(at, 1);
  state.inputs.push(`${taken.offset}:taken back:${step}`);
}

/** Closes every hour that ended before `nowMs`. */
export function closeHours(state: GuardState, nowMs: number): GuardedMove[] {
  const moves: GuardedMove[] = [];
  const hour = Math.floor(nowMs / hourMs);
  while (state.hour < hour) {
    const closed = state.hour;
    state.hour += 1;
    learnUsual(state, closed);
    fade(state);
    const move = closeHour(state, state.hour * hourMs);
    if (move !== null) moves.push(move);
    if (state.hour % 24 === 0) closeDay(state);
  }
  return moves;
}

function fade({ daily }: GuardState): void {
  const keep = Math.exp(-1 / 24);
  daily.alerts *= keep;
  daily.near *= keep;
  daily.far *= keep;
}

function closeDay(state: GuardState): void {
  state.dayStart = state.notify;
  const oldest = state.hour / 24 - state.settings.censorDays;
  for (const [day, left] of Object.entries(state.outstanding)) {
    if (Number(day) >= oldest) continue;
    state.counts.censored += left;
    delete state.outstanding[day];
  }
}

type Guard = ChangeRequest["guard"];

function closeHour(state: GuardState, nowMs: number): GuardedMove | null {
  const frozen = nowMs < state.flood.frozenUntilMs;
  const wanted = state.notify + (frozen ? 0 : state.pending);
  state.pending = 0;
  const { to, guard } = bounded(state, wanted);
  if (guard !== null) state.counts.held += 1;
  ask(state, nowMs, frozen ? null : guard);
  const move = to === state.notify ? null : moveTo(state, to, { atMs: nowMs, cause: "verdicts", actor: "adaptation" });
  state.inputs = [];
  return move;
}

/** The nearest allowed value to the wanted one, and the guard that holds it back. */
function bounded(state: GuardState, wanted: number): { to: number; guard: Guard | null } {
  const { settings, notify, dayStart, anchor, daily } = state;
  const inDay = Math.max(dayStart - settings.perDay, Math.min(dayStart + settings.perDay, wanted));
  const inRail = Math.max(anchor - settings.rail, Math.min(anchor + settings.rail, inDay));
  let to = inRail;
  let guard: Guard | null = inRail !== inDay ? "rail" : inDay !== wanted ? "rate" : null;
  if (to < notify && daily.alerts >= settings.capacityPerDay) {
    to = notify;
    guard = "capacity";
  }
  if (to > notify) {
    const safe = withinCanaries(state, to);
    if (safe < to) guard = "canary";
    to = Math.max(notify, safe);
  }
  return { to, guard };
}

/** A change request where the sample says surely that the guards hold the threshold in the wrong place. */
function ask(state: GuardState, nowMs: number, held: Guard | null): void {
  const { flood, settings } = state;
  const freezeEnded = flood.owesRequest && nowMs >= flood.frozenUntilMs;
  if (freezeEnded) flood.owesRequest = false;
  state.requests = state.requests.filter(({ openedMs }) => nowMs - openedMs < 7 * dayMs);
  if (state.requests.length > 0 || nowMs < state.askAgainMs) return;
  const estimate = estimateFromSample(state, nowMs);
  if (estimate === null || Math.abs(estimate.deviations) < 3) return;
  const away = Math.abs(estimate.quantile - state.notify);
  const up = estimate.quantile > state.notify;
  if (up !== estimate.deviations > 0 || away < 0.05) return;
  const guard = held ?? (freezeEnded ? "freeze" : away > settings.perDay ? "rate" : null);
  if (guard === null) return;
  const { falseAlarmRate, deviations, verdicts } = estimate;
  const canaryLoss = canaryLosses(state, estimate.quantile);
  const evidence = { falseAlarmRate, deviations, verdicts, canaryLoss };
  const { notify: from, nextRequest: id } = state;
  state.requests.push({ id, openedMs: nowMs, guard, from, to: estimate.quantile, evidence });
  state.nextRequest += 1;
}
