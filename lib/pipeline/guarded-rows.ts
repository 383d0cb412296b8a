import type { Judge, JudgedBy } from "../detectors/judge.ts";
import type { EventColumns } from "../event/columns.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import type { Subjects } from "../features/subjects.ts";
import type { GuardState, KnownOrigin } from "../thresholds/adapt/guard-state.ts";
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
const unknown: KnownOrigin | undefined = undefined;

/** The guard of `notify` while rows are scored. Without one it costs a comparison an event. */
export class GuardedRows {
  private readonly canaries = new CanaryVectors();
  /** Networks by address, and origins by slot. Only caches. */
  private readonly networks = new Map<string, string | null>();
  private readonly slots = new OriginSlots();
  private day = 0;
  private state: GuardState | null = null;
  /** One object serves all events. */
  private readonly event = { offset: 0, atMs: 0, margin: 0, origin: "", network: nobody, known: unknown };

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
    const isRenewed = this.renewCaches(event.atMs);
    event.origin = columns.strings[subjects.origin] ?? "";
    let known = slots.get(subjects);
    if (known === undefined) {
      known = guard.state?.origins.get(event.origin);
      if (known !== undefined) slots.set(subjects, known);
    }
    event.known = known;
    // A stranger has no voice of its own, and who has a home needs no network; but homes are forgotten when a day begins.
    const isNeeded = known !== undefined && (isRenewed || known.home === undefined) && guard.isKnown(known);
    event.network = isNeeded ? this.networkOf(columns, row, event.origin) : null;
    const decision = guard.observe(event);
    if (decision === null || decision.alert || !decision.judge) return;
    const near = guard.isNear(event.margin);
    const drawn = { guard: guard.guard, notify: this.thresholds.notify, chance: decision.chance, near };
    const { atMs, offset, margin } = event;
    const network = this.networkOf(columns, row, event.origin);
    const who = { origin: event.origin, network };
    out.spotChecks.push({ offset, row: at, margin, ...drawn, atMs, dueMs: guard.dueMs(), ...who });
  }

  /** Origins are forgotten when a day begins, and another guard knows others. Whether the caches began anew. */
  private renewCaches(atMs: number): boolean {
    const { state } = this.thresholds.guard;
    const day = Math.floor(atMs / 86_400_000);
    if (day === this.day && state === this.state) return false;
    this.day = day;
    this.state = state;
    this.slots.clear();
    return true;
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

  save(writer: StateWriter): void {
    this.canaries.save(writer);
  }

  restore(reader: StateReader): void {
    this.canaries.restore(reader);
  }
}
