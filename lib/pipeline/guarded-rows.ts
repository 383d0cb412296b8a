import type { Judge, JudgedBy } from "../detectors/judge.ts";
import type { EventColumns } from "../event/columns.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import type { Subjects } from "../features/subjects.ts";
import type { GuardState } from "../thresholds/adapt/guard-state.ts";
import { networkOfAddress } from "../thresholds/adapt/network-of-address.ts";
import type { GuardMoved } from "../thresholds/guard-in-force.ts";
import type { GuardAnswer, GuardInput } from "../thresholds/guard-input.ts";
import type { Thresholds } from "../thresholds/thresholds.ts";
import type { BatchOutput } from "./batch-output.ts";
import { CanaryVectors } from "./canary-vectors.ts";
import { OriginSlots } from "./origin-slots.ts";
import type { ThresholdMove } from "./types.ts";

/** Addresses whose network is kept. */
const mostNames = 20_000;
const nobody: string | null = null;
const uncounted: boolean | null = null;
const dayMs = 86_400_000;

/** The guard of `notify` while rows are scored. Without one it costs a comparison an event. */
export class GuardedRows {
  private readonly canaries = new CanaryVectors();
  /** Networks by address, and origins by slot. Only caches. */
  private readonly networks = new Map<string, string | null>();
  private readonly slots = new OriginSlots();
  /** Stream time at which the caches begin anew, ms. */
  private untilMs = 0;
  private state: GuardState | null = null;
  /** One object serves all events. */
  private readonly event = { offset: 0, atMs: 0, margin: 0, origin: "", network: nobody, isStranger: uncounted };

  constructor(
    private readonly thresholds: Thresholds,
    private readonly judge: Judge,
  ) {}

  /** Before the event at the offset is judged: ends the hours before its time, and moves what they ask for. */
  reach(time: number, offset: number, out: BatchOutput, judgedBy: JudgedBy): void {
    const { guard } = this.thresholds;
    if (!guard.reaches(time, offset)) return;
    this.scoreCanaries(judgedBy);
    out.moves.push(...this.follow(guard.closeHours(), offset));
    for (const request of guard.takeRequests()) out.guardRequests.push({ offset, guard: guard.guard, request });
  }

  private follow(moved: readonly GuardMoved[], offset: number): ThresholdMove[] {
    return moved.map((one) => ({ offset, ...this.thresholds.follow(one) }));
  }

  /**
   * The event that the subjects are resolved for was judged by the policy's own `notify`: it is counted, and perhaps drawn
   * for a spot check. `at`: its row in the batch that is scored.
   */
  observe(columns: EventColumns, row: number, at: number, subjects: Subjects, out: BatchOutput): void {
    const { event, slots } = this;
    const { guard } = this.thresholds;
    event.offset = out.first + at;
    event.atMs = guard.clockMs;
    event.margin = out.margin[at] ?? 0;
    const { state } = guard;
    if (state === null) return;
    if (event.atMs >= this.untilMs || state !== this.state) this.renewCaches(event.atMs);
    const counted = slots.count(subjects, event.atMs, state.settings.windowDays * dayMs);
    event.isStranger = counted === "unmet" ? null : counted === "stranger";
    if (counted === "unmet") this.nameOrigin(columns, row, subjects);
    const decision = guard.observe(event);
    if (counted === "unmet") {
      const met = state.origins.get(event.origin);
      if (met !== undefined) slots.meet(subjects, met, event.atMs - met.first < state.settings.windowDays * dayMs);
    }
    if (decision === null || decision.alert || !decision.judge) return;
    if (counted !== "unmet") this.nameOrigin(columns, row, subjects);
    const near = guard.isNear(event.margin);
    const drawn = { guard: guard.guard, notify: this.thresholds.notify, chance: decision.chance, near };
    const { atMs, offset, margin, origin, network } = event;
    const who = { origin, network };
    out.spotChecks.push({ offset, row: at, margin, ...drawn, atMs, dueMs: guard.dueMs(), ...who });
  }

  private nameOrigin(columns: EventColumns, row: number, { origin }: Subjects): void {
    this.event.origin = columns.strings[origin] ?? "";
    this.event.network = this.networkOf(columns, row, this.event.origin);
  }

  /** Origins and their networks are forgotten when a day begins, and another guard knows others. */
  private renewCaches(atMs: number): void {
    this.slots.settle();
    this.slots.clear();
    this.untilMs = (Math.floor(atMs / dayMs) + 1) * dayMs;
    this.state = this.thresholds.guard.state;
  }

  /** Of an origin that is an address; null where it is a user or host. */
  private networkOf(columns: EventColumns, row: number, origin: string): string | null {
    if ((columns.src[row] ?? 0) === 0) return null;
    const known = this.networks.get(origin);
    if (known !== undefined) return known;
    if (this.networks.size >= mostNames) this.networks.clear();
    const network = networkOfAddress(origin);
    this.networks.set(origin, network);
    return network;
  }

  /** The models changed, or what they are asked about: margins of known attacks are theirs from now on. */
  scoreCanaries(judgedBy: JudgedBy): void {
    const { state } = this.thresholds.guard;
    if (state !== null && !this.canaries.isEmpty) state.canaries = this.canaries.margins(this.judge, judgedBy);
  }

  /** Takes an input up at the position of scoring. What is wrong with one is an answer, never an error. */
  takeInput(
    number: number,
    input: GuardInput,
    { offset, judgedBy }: { offset: number; judgedBy: JudgedBy },
  ): { answer: GuardAnswer; move: ThresholdMove | null } {
    const { guard } = this.thresholds;
    if (number !== guard.taken + 1) throw new RangeError(`Input ${number} does not follow ${guard.taken}.`);
    guard.taken = number;
    // A verdict is weighed by what its origin has sent.
    this.slots.settle();
    const { answer, moved } = this.take(input, offset, judgedBy);
    const [move = null] = moved === null ? [] : this.follow([moved], offset);
    return { answer, move };
  }

  private take(
    input: GuardInput,
    offset: number,
    judgedBy: JudgedBy,
  ): { answer: GuardAnswer; moved: GuardMoved | null } {
    const { guard } = this.thresholds;
    const said = (outcome: string) => ({ answer: { outcome, steps: [] }, moved: null });
    switch (input.kind) {
      case "start": {
        const outcome = this.thresholds.startGuard(offset);
        this.scoreCanaries(judgedBy);
        return said(outcome);
      }
      case "canaries":
        try {
          this.canaries.take(input);
        } catch (error) {
          return said(error instanceof Error ? error.message : String(error));
        }
        this.scoreCanaries(judgedBy);
        return said("taken");
      case "verdicts":
        return { answer: guard.judge(input), moved: null };
      case "decision":
        return guard.decide(input);
      case "rollBack":
        return guard.rollBack(input);
      case "byHand":
        return guard.moveByHand(input);
    }
  }

  /** Brings the guard's own state up to date, before it is saved. */
  settle(): void {
    this.slots.settle();
  }

  save(writer: StateWriter): void {
    this.canaries.save(writer);
  }

  restore(reader: StateReader): void {
    this.canaries.restore(reader);
  }
}
