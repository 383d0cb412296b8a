import { z } from "zod";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { isNear } from "./adapt/audit-sampling.ts";
import { type ChangeRequest, type GuardState, guardStateSchema, startGuard } from "./adapt/guard-state.ts";
import type { GuardedMove } from "./adapt/guarded-move.ts";
import {
  closeHours,
  decideOn,
  type GuardedDecision,
  type GuardedEvent,
  unweigh,
  weigh,
} from "./adapt/guarded-threshold.ts";
import { decide, moveByHand, rollBack } from "./adapt/moved-by-people.ts";
import type { GuardAnswer, GuardInput } from "./guard-input.ts";
import type { NotifyRule } from "./policy.ts";
import { SeenTimes, seenTimesSchema } from "./seen-times.ts";
import { UsualVolume } from "./usual-volume.ts";

export type GuardedRule = Extract<NotifyRule, { method: "guarded" }>;

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** A move of a guard, with where the anchor was if it moved along. */
export interface GuardMoved {
  readonly move: GuardedMove;
  readonly oldAnchor: number | null;
  /** Words of a person, where one moved it. */
  readonly reason: string | null;
}

const keptSchema = z.object({
  state: guardStateSchema.nullable(),
  guard: z.number(),
  startOffset: z.number(),
  startedMs: z.number(),
  taken: z.number(),
  clockMs: z.number(),
  asked: z.number(),
  seen: seenTimesSchema,
  volume: z.object({
    ...{ sinceMs: z.number(), events: z.number(), hour: z.number(), open: z.number() },
    ...{ isWhole: z.boolean(), byHour: z.array(z.number()) },
  }),
});

const nothing = (outcome: string): GuardAnswer => ({ outcome, steps: [] });

/** The guard of a stream's policy, if it asks for one and it has begun; part of the fold, so that it is one too. */
export class GuardInForce {
  state: GuardState | null = null;
  /** Number of the input that started it; 0: none. */
  guard = 0;
  startOffset = 0;
  startedMs = 0;
  /** Number of the input that was taken up last, of whatever kind. */
  taken = 0;
  /** Stream time: the latest effective time so far, ms; 0 before the first event. */
  clockMs = 0;
  /** Number of the wish that was told of last. */
  asked = 0;
  private readonly volume = new UsualVolume();
  private readonly seen = new SeenTimes();
  /** Clock from which the next event is marked as seen. */
  private markFromMs = Number.POSITIVE_INFINITY;

  stop(): void {
    this.state = null;
    this.guard = 0;
    this.seen.restore([]);
    this.markFromMs = this.nextMark();
  }

  /** The event at the offset comes, at `time`: whether an hour of the guard ends before it. */
  reaches(time: number, offset: number): boolean {
    if (time > this.clockMs) {
      this.clockMs = time;
      if (time >= this.markFromMs) this.mark(offset);
    }
    this.volume.add(this.clockMs);
    return this.state !== null && Math.floor(this.clockMs / hourMs) > this.state.hour;
  }

  /** Keeps when the event at the offset was seen, and looks up when the next is to be kept. */
  private mark(offset: number): void {
    if (this.state === null) return;
    const { clockMs } = this;
    const oldestDay = Math.floor(clockMs / dayMs) - this.state.settings.censorDays;
    this.seen.mark({ offset, atMs: clockMs }, oldestDay * dayMs);
    this.markFromMs = this.nextMark();
  }

  private nextMark(): number {
    if (this.state === null) return Number.POSITIVE_INFINITY;
    const { lastMs } = this.seen;
    const { frozenUntilMs } = this.state.flood;
    const hourEndMs = (Math.floor(lastMs / hourMs) + 1) * hourMs;
    return frozenUntilMs > lastMs ? Math.min(hourEndMs, frozenUntilMs) : hourEndMs;
  }

  /** Closes the hours that have ended. */
  closeHours(): GuardMoved[] {
    if (this.state === null) return [];
    return closeHours(this.state, this.clockMs).map((move) => ({ move, oldAnchor: null, reason: null }));
  }

  /** When a verdict on an event that is seen now comes too late, ms: the end of its day and the days that count. */
  dueMs(): number {
    return (Math.floor(this.clockMs / dayMs) + 1 + (this.state?.settings.censorDays ?? 0)) * dayMs;
  }

  /** The event was judged by `notify`, at the clock's time. Null without a guard. */
  observe(event: GuardedEvent): GuardedDecision | null {
    const { state } = this;
    if (state === null) return null;
    const before = state.flood.frozenUntilMs;
    const decision = decideOn(state, event);
    if (state.flood.frozenUntilMs !== before) this.mark(event.offset);
    return decision;
  }

  /** Whether a margin below notify lies close to it. */
  isNear(margin: number): boolean {
    return this.state !== null && isNear(this.state, margin);
  }

  /** Wishes to pass a guard that came up since the last call. */
  takeRequests(): ChangeRequest[] {
    const fresh = (this.state?.requests ?? []).filter(({ id }) => id > this.asked);
    this.asked = Math.max(this.asked, ...fresh.map(({ id }) => id));
    return fresh;
  }

  start(rule: GuardedRule, offset: number): void {
    const startMs = this.clockMs;
    this.guard = this.taken;
    this.startOffset = offset;
    this.startedMs = startMs;
    this.asked = 0;
    const settings = {
      target: rule.target,
      rail: rule.rail,
      capacityPerDay: rule.capacityPerDay,
      auditShare: rule.spotCheckShare,
      judgedShare: rule.judgedShare,
      usualPerDay: this.volume.perDay(startMs),
      seed: this.guard,
    };
    const usualByHour = this.volume.hours();
    this.state = startGuard({ settings, notify: rule.anchor, startMs, canaries: [], usualByHour });
    this.seen.restore([]);
    this.mark(offset);
  }

  /** Verdicts, one after the other. */
  judge(input: Extract<GuardInput, { kind: "verdicts" }>): GuardAnswer {
    const { state } = this;
    if (state === null || input.guard !== this.guard) return nothing("They belong to a guard that has ended.");
    const steps = input.events.map(({ earlier, verdict, ...event }) => {
      const { offset } = event;
      const atMs = this.seen.of(offset);
      if (earlier !== null) {
        if (earlier.counted) unweigh(state, { ...event, step: earlier.step }, this.clockMs);
        // It was counted as judged once: it is not again.
        const day = atMs === null ? "" : String(Math.floor(atMs / dayMs));
        const left = state.outstanding[day];
        if (left !== undefined) state.outstanding[day] = left + 1;
      }
      if (verdict === "none") return { offset, outcome: "takenBack", step: 0 };
      if (atMs === null) return { offset, outcome: "late", step: 0 };
      return { offset, ...weigh(state, { ...event, atMs, verdict, judge: true }) };
    });
    const counted = steps.filter(({ outcome }) => outcome === "counted").length;
    return { outcome: `${counted} of ${steps.length} counted`, steps };
  }

  decide(input: Extract<GuardInput, { kind: "decision" }>): { answer: GuardAnswer; moved: GuardMoved | null } {
    const { state } = this;
    const isOpen = state?.requests.some(({ id }) => id === input.number) ?? false;
    if (state === null || input.guard !== this.guard || !isOpen) {
      return { answer: nothing("The request is no longer open."), moved: null };
    }
    if (input.approved && input.by[0] === input.by[1]) {
      return { answer: nothing("It takes two different people."), moved: null };
    }
    const oldAnchor = state.anchor;
    const { number: id, approved, by } = input;
    const move = decide(state, { id, approved, by, atMs: this.clockMs });
    const moved = move === null ? null : { move, oldAnchor, reason: null };
    return { answer: nothing(input.approved ? "approved" : "refused"), moved };
  }

  /** Judged as notify and its rails stand when it is taken up: when it was asked for, they may have stood elsewhere. */
  moveByHand(input: Extract<GuardInput, { kind: "byHand" }>): { answer: GuardAnswer; moved: GuardMoved | null } {
    const { state } = this;
    const refused = (outcome: string) => ({ answer: nothing(outcome), moved: null });
    if (state === null || input.guard !== this.guard) return refused("It was for a guard that has ended.");
    const { to, actor, reason, byTwo } = input;
    if (to === state.notify) return refused("It stands there already.");
    if (!byTwo && to > state.notify) return refused("Less would be flagged than now: that takes a second person.");
    // Computed as everywhere: whoever asks for a rail names it to the last bit.
    const { anchor, settings } = state;
    if (to < anchor - settings.rail || to > anchor + settings.rail) return refused("It lies beyond the rails.");
    const move = moveByHand(state, to, { atMs: this.clockMs, actor });
    return { answer: nothing("moved"), moved: { move, oldAnchor: null, reason } };
  }

  rollBack(input: Extract<GuardInput, { kind: "rollBack" }>): { answer: GuardAnswer; moved: GuardMoved | null } {
    const { state } = this;
    if (state === null || input.guard !== this.guard) {
      return { answer: nothing("The move belongs to a guard that has ended."), moved: null };
    }
    // As it stands now: when one person asked for it, it may have stood elsewhere.
    if (!input.byTwo && (input.to > state.notify || (input.anchor ?? state.anchor) > state.anchor)) {
      return { answer: nothing("Less would be flagged than now: that takes a second person."), moved: null };
    }
    const oldAnchor = input.anchor === null ? null : state.anchor;
    const back = { from: input.to };
    const move = rollBack(state, back, { atMs: this.clockMs, actor: input.actor });
    if (input.anchor !== null) state.anchor = input.anchor;
    return { answer: nothing("rolled back"), moved: { move, oldAnchor, reason: input.reason } };
  }

  save(writer: StateWriter): void {
    const { state, guard, startOffset, startedMs, taken, clockMs, asked } = this;
    const seen = this.seen.keep();
    const volume = this.volume.keep();
    const kept = { state, guard, startOffset, startedMs, taken, clockMs, asked, seen, volume };
    writer.put(new TextEncoder().encode(JSON.stringify(kept)));
  }

  restore(reader: StateReader): void {
    const { volume, seen, ...kept } = keptSchema.parse(JSON.parse(new TextDecoder().decode(reader.octets())));
    Object.assign(this, kept);
    this.volume.restore(volume);
    this.seen.restore(seen);
    this.markFromMs = this.nextMark();
  }
}
