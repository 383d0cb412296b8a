import type { Judge, JudgedBy } from "../detectors/judge.ts";
import type { EventColumns } from "../event/columns.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import type { GuardState, KnownOrigin } from "../thresholds/adapt/guard-state.ts";
import { networkOfAddress } from "../thresholds/adapt/network-of-address.ts";
import type { GuardMoved } from "../thresholds/guard-in-force.ts";
import type { GuardAnswer, GuardInput } from "../thresholds/guard-input.ts";
import type { Thresholds } from "../thresholds/thresholds.ts";
import type { BatchOutput } from "./batch-output.ts";
import { CanaryVectors } from "./canary-vectors.ts";
import type { ThresholdMove } from "./types.ts";

/** Addresses whose network is kept. */
const mostNames = 20_000;
const nobody: string | null = null;
const unknown: KnownOrigin | undefined = undefined;

/** The guard of `notify` while rows are scored. Without one it costs a comparison an event. */
export class GuardedRows {
  private readonly canaries = new CanaryVectors();
  /** Networks by text index of the batch; a cache, as its columns are. */
  private networks: (string | null | undefined)[] = [];
  private readonly byName = new Map<string, string | null>();
  private known: (KnownOrigin | undefined)[] = [];
  private columns: EventColumns | null = null;
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
    if (!guard.reaches(time)) return;
    this.scoreCanaries(judgedBy);
    out.moves.push(...this.follow(guard.closeHours(), offset));
    for (const request of guard.takeRequests()) out.guardRequests.push({ offset, guard: guard.guard, request });
  }

  private follow(moved: readonly GuardMoved[], offset: number): ThresholdMove[] {
    return moved.map((one) => ({ offset, ...this.thresholds.follow(one) }));
  }

  /**
   * The event at the offset was judged by the policy's own `notify`: it is counted, and perhaps drawn for a spot check. `at`:
   * its row in the batch that is scored; `origin`: text index of whom it is charged to.
   */
  observe(columns: EventColumns, row: number, at: number, origin: number, out: BatchOutput): void {
    const { event } = this;
    const { guard } = this.thresholds;
    event.offset = out.first + at;
    event.atMs = guard.clockMs;
    event.margin = out.margin[at] ?? 0;
    event.origin = columns.strings[origin] ?? "";
    this.renewCaches(columns, event.atMs);
    event.network = (columns.src[row] ?? 0) === 0 ? null : this.networkOf(columns, origin);
    event.known = this.known[origin] ?? guard.state?.origins.get(event.origin);
    this.known[origin] = event.known;
    const decision = guard.observe(event);
    if (decision === null || decision.alert || !decision.judge) return;
    const near = guard.isNear(event.margin);
    const drawn = { guard: guard.guard, notify: this.thresholds.notify, chance: decision.chance, near };
    const { known: _known, ...checked } = event;
    out.spotChecks.push({ ...checked, row: at, ...drawn, dueMs: guard.dueMs(event.atMs) });
  }

  /** Origins are forgotten when a day begins, and another guard knows others. */
  private renewCaches(columns: EventColumns, atMs: number): void {
    const { state } = this.thresholds.guard;
    const day = Math.floor(atMs / 86_400_000);
    if (columns === this.columns && day === this.day && state === this.state) return;
    this.columns = columns;
    this.day = day;
    this.state = state;
    this.networks = [];
    this.known = [];
  }

  private networkOf(columns: EventColumns, text: number): string | null {
    const known = this.networks[text];
    if (known !== undefined) return known;
    const network = this.networkOfName(columns.strings[text] ?? "");
    this.networks[text] = network;
    return network;
  }

  private networkOfName(name: string): string | null {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    if (this.byName.size >= mostNames) this.byName.clear();
    const network = networkOfAddress(name);
    this.byName.set(name, network);
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
    }
  }

  save(writer: StateWriter): void {
    this.canaries.save(writer);
  }

  restore(reader: StateReader): void {
    this.canaries.restore(reader);
  }
}
