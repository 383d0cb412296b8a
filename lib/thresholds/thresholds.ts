import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { sha256Hex } from "../stats/sha-256.ts";
import { type BandTable, bandTableOf, ownBands, type ScopeBands, scopeBands } from "./band-table.ts";
import { estimateNotify, missingNote } from "./estimate-notify.ts";
import { GuardInForce, type GuardMoved } from "./guard-in-force.ts";
import { guardReason } from "./guard-words.ts";
import { MarginWindow } from "./margin-window.ts";
import { firstPolicy, type Policy, policySchema } from "./policy.ts";
import { chosenNotify, policyProblems } from "./policy-problems.ts";

/** `notify` moved; the pipeline adds the offset at which it takes effect. */
export interface NotifyMove {
  readonly policyVersion: number;
  readonly thresholdVersion: number;
  /** Stream time, ms; 0: before the first event. */
  readonly atMs: number;
  readonly oldMargin: number | null;
  readonly newMargin: number;
  /** The higher bands and each scope's, as they are after the move; null = off. */
  readonly approve: number | null;
  readonly auto: number | null;
  readonly scopes: readonly ScopeBands[];
  readonly cause: "policy" | "neyman-pearson" | "guarded" | "request" | "rollback" | "person";
  readonly reason: string;
  readonly estimated: boolean;
  readonly inputsDigest: string;
  /** Of a move that a guard made or took: which guard, on whose word, and the anchor before if that moved along. */
  readonly guard: { readonly number: number; readonly actor: string; readonly oldAnchor: number | null } | null;
}

/** The thresholds of one stream: what the policy says, and where notify stands under it. */
export class Thresholds {
  policy: Policy = firstPolicy;
  thresholdVersion = 1;
  notify: number;
  estimated = false;
  note = "";
  readonly window = new MarginWindow();
  readonly guard = new GuardInForce();
  /** By place of the scope: whether `notify` holds in it as it stands, so that its events teach the guard. */
  private inherits: readonly boolean[] = [];
  private blocks = 0;
  private bands: BandTable;

  /** `records`: moves are for the record, and so carry a digest of what they rest on. */
  constructor(
    policy: Policy,
    private readonly records = true,
  ) {
    this.policy = checkedPolicy(policy);
    this.notify = chosenNotify(this.policy.notify);
    this.bands = bandTableOf(this.policy, this.notify);
    this.inherits = inheriting(this.policy);
    this.note = noteOf(this.policy, this.window.size);
  }

  get approve(): number | null {
    return ownBands(this.policy, this.notify).approve;
  }

  get auto(): number | null {
    return ownBands(this.policy, this.notify).auto;
  }

  get scopes(): ScopeBands[] {
    return scopeBands(this.policy, this.notify);
  }

  /** Band code of a margin in a scope, given by its place from 1; 0: where none fits. */
  bandOf(margin: number, scope = 0): 0 | 1 | 2 | 3 {
    return this.bands.bandOf(scope, margin);
  }

  /** `notify` in a scope, given by its place from 1; 0: where none fits. */
  notifyIn(scope: number): number {
    return this.bands.notify[scope] ?? this.notify;
  }

  /** Whether `notify` of the policy is what judges in a scope; 0: where none fits. */
  isGuarded(scope: number): boolean {
    return this.guard.state !== null && this.inherits[scope] === true;
  }

  private moveTo(margin: number): void {
    this.notify = margin;
    this.bands = bandTableOf(this.policy, this.notify);
  }

  /** The policy holds from now on. Activating the one in force again changes nothing. */
  activate(policy: Policy): NotifyMove | null {
    const next = checkedPolicy(policy);
    const before = this.policy;
    if (JSON.stringify(next) === JSON.stringify(before)) return null;
    const oldMargin = this.notify;
    // Before anything changes: a rule that cannot be computed throws here.
    const note = noteOf(next, this.window.size);
    const keepsRule = JSON.stringify(next.notify) === JSON.stringify(before.notify);
    // A guard under another rule begins anew, from the anchor that people gave it.
    if (!keepsRule) this.guard.stop();
    const keepsEstimate = keepsRule && (this.estimated || this.guard.state !== null);
    this.policy = next;
    this.inherits = inheriting(next);
    this.thresholdVersion += 1;
    this.moveTo(keepsEstimate ? this.notify : chosenNotify(next.notify));
    if (keepsEstimate) return null;
    this.estimated = false;
    this.note = note;
    if (this.notify === oldMargin) return null;
    const inputsDigest = sha256Hex(Uint8Array.from(JSON.stringify(next), (c) => c.charCodeAt(0)));
    return this.move(oldMargin, "policy", `Policy ${next.version} sets notify.`, inputsDigest);
  }

  /** A block of offsets closed: notify is estimated anew where the policy asks for it and there is news enough. */
  closeBlock(): NotifyMove | null {
    this.blocks += 1;
    const rule = this.policy.notify;
    if (rule.method !== "neymanPearson") return null;
    // After 1, 2, 4, 8, 16 blocks and then once per full window: sorting it more often would cost more than it tells.
    const due = this.blocks >= 16 ? this.blocks % 16 === 0 : (this.blocks & (this.blocks - 1)) === 0;
    if (!due) return null;
    const found = estimateNotify(this.window, rule, this.records);
    if (!found.ok) {
      this.note = this.estimated ? `${this.note.split(";")[0]}; to be renewed, ${found.reason}` : found.reason;
      return null;
    }
    const { margin, negatives, inputsDigest } = found.estimate;
    const oldMargin = this.notify;
    this.estimated = true;
    this.note = `estimated from ${negatives} events for at most ${rule.alpha} false alarms, confidence ${1 - rule.delta}`;
    if (margin === oldMargin) return null;
    this.moveTo(margin);
    this.thresholdVersion += 1;
    return this.move(oldMargin, "neyman-pearson", `Neyman-Pearson: ${this.note}.`, inputsDigest);
  }

  /** The guard begins at its anchor. Nothing where the policy asks for none, or it has begun. */
  startGuard(offset: number): string {
    const rule = this.policy.notify;
    if (rule.method !== "guarded") return "The policy asks for no guard.";
    if (this.guard.state !== null) return "It has begun already.";
    if (this.guard.clockMs === 0) return "The stream has no time yet.";
    this.guard.start(rule, offset);
    this.note = `guarded: ${rule.target * 100} % of normal events, by verdicts`;
    return "begun";
  }

  /** What the guard decided holds from now on. */
  follow(moved: GuardMoved): NotifyMove {
    const { move, oldAnchor } = moved;
    const oldMargin = this.notify;
    this.moveTo(move.to);
    this.thresholdVersion += 1;
    const cause = move.cause === "verdicts" ? "guarded" : move.cause;
    const guard = { number: this.guard.guard, actor: move.actor, oldAnchor };
    return { ...this.move(oldMargin, cause, guardReason(moved), move.inputsDigest), guard };
  }

  /** A new reference: what was held out from the old one no longer counts. */
  forgetWindow(): void {
    this.window.clear();
    this.blocks = 0;
  }

  private move(oldMargin: number, cause: NotifyMove["cause"], reason: string, inputsDigest: string): NotifyMove {
    const { notify: newMargin, approve, auto, scopes, thresholdVersion, estimated } = this;
    const policyVersion = this.policy.version;
    const atMs = this.guard.clockMs;
    const after = { newMargin, approve, auto, scopes, estimated };
    return { policyVersion, thresholdVersion, atMs, oldMargin, ...after, cause, reason, inputsDigest, guard: null };
  }

  save(writer: StateWriter): void {
    writer.text(JSON.stringify(this.policy));
    writer.numbers(this.thresholdVersion, this.notify, this.estimated ? 1 : 0, this.blocks);
    writer.text(this.note);
    this.window.save(writer);
    this.guard.save(writer);
  }

  restore(reader: StateReader): void {
    this.policy = checkedPolicy(JSON.parse(reader.text()));
    const [thresholdVersion = 1, notify = 0, estimated = 0, blocks = 0] = reader.numbers(4);
    this.thresholdVersion = thresholdVersion;
    this.inherits = inheriting(this.policy);
    this.moveTo(notify);
    this.estimated = estimated === 1;
    this.blocks = blocks;
    this.note = reader.text();
    this.window.restore(reader);
    this.guard.restore(reader);
  }
}

function inheriting({ scopes }: Policy): boolean[] {
  return [true, ...scopes.map(({ notify }) => notify === "inherit")];
}

function checkedPolicy(value: unknown): Policy {
  const policy = policySchema.parse(value);
  // What the severities are is a matter of taste to the fold; stored policies of any taste are read.
  const problem = policyProblems(policy).find(({ path }) => path !== "severity");
  if (problem !== undefined) throw new RangeError(problem.message);
  return policy;
}

function noteOf(policy: Policy, have: number): string {
  const { notify } = policy;
  if (notify.method === "neymanPearson") return missingNote(have, notify);
  return notify.method === "fixed" ? "set by people" : "at its anchor until the guard begins";
}
