import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { sha256Hex } from "../stats/sha-256.ts";
import { estimateNotify, missingNote } from "./estimate-notify.ts";
import { MarginWindow } from "./margin-window.ts";
import { firstPolicy, type Policy, policySchema } from "./policy.ts";

/** `notify` moved; the pipeline adds the offset at which it takes effect. */
export interface NotifyMove {
  readonly policyVersion: number;
  readonly thresholdVersion: number;
  readonly oldMargin: number | null;
  readonly newMargin: number;
  readonly cause: "policy" | "neyman-pearson";
  readonly reason: string;
  readonly estimated: boolean;
  readonly inputsDigest: string;
}

/** The thresholds of one stream: what the policy says, and where notify stands under it. */
export class Thresholds {
  policy: Policy = firstPolicy;
  thresholdVersion = 1;
  notify: number;
  estimated = false;
  note = "";
  readonly window = new MarginWindow();
  private blocks = 0;

  constructor(policy: Policy) {
    this.policy = checkedPolicy(policy);
    this.notify = startOf(this.policy);
    this.note = noteOf(this.policy, this.window.size);
  }

  get approve(): number | null {
    return this.policy.approve === null ? null : Math.max(this.policy.approve, this.notify);
  }

  get auto(): number | null {
    return this.policy.auto === null ? null : Math.max(this.policy.auto, this.notify);
  }

  /** Band code of a margin: 0 none, 1 notify, 2 approve, 3 auto. At a threshold is over it. */
  bandOf(margin: number): 0 | 1 | 2 | 3 {
    if (!(margin >= this.notify)) return 0;
    if (this.policy.auto !== null && margin >= this.policy.auto) return 3;
    return this.policy.approve !== null && margin >= this.policy.approve ? 2 : 1;
  }

  /** The policy holds from now on. Activating the one in force again changes nothing. */
  activate(policy: Policy): NotifyMove | null {
    const next = checkedPolicy(policy);
    const before = this.policy;
    if (JSON.stringify(next) === JSON.stringify(before)) return null;
    const oldMargin = this.notify;
    const keepsEstimate = this.estimated && JSON.stringify(next.notify) === JSON.stringify(before.notify);
    this.policy = next;
    this.thresholdVersion += 1;
    if (keepsEstimate) return null;
    this.notify = startOf(next);
    this.estimated = false;
    this.note = noteOf(next, this.window.size);
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
    const found = estimateNotify(this.window, rule);
    if (!found.ok) {
      this.note = this.estimated ? `${this.note.split(";")[0]}; to be renewed, ${found.reason}` : found.reason;
      return null;
    }
    const { margin, negatives, inputsDigest } = found.estimate;
    const oldMargin = this.notify;
    this.estimated = true;
    this.note = `estimated from ${negatives} events for at most ${rule.alpha} false alarms, confidence ${1 - rule.delta}`;
    if (margin === oldMargin) return null;
    this.notify = margin;
    this.thresholdVersion += 1;
    return this.move(oldMargin, "neyman-pearson", `Neyman-Pearson: ${this.note}.`, inputsDigest);
  }

  /** A new reference: what was held out from the old one no longer counts. */
  forgetWindow(): void {
    this.window.clear();
    this.blocks = 0;
  }

  private move(oldMargin: number, cause: NotifyMove["cause"], reason: string, inputsDigest: string): NotifyMove {
    const { notify: newMargin, thresholdVersion, estimated } = this;
    const policyVersion = this.policy.version;
    return { policyVersion, thresholdVersion, oldMargin, newMargin, cause, reason, estimated, inputsDigest };
  }

  save(writer: StateWriter): void {
    writer.text(JSON.stringify(this.policy));
    writer.numbers(this.thresholdVersion, this.notify, this.estimated ? 1 : 0, this.blocks);
    writer.text(this.note);
    this.window.save(writer);
  }

  restore(reader: StateReader): void {
    this.policy = checkedPolicy(JSON.parse(reader.text()));
    const [thresholdVersion = 1, notify = 0, estimated = 0, blocks = 0] = reader.numbers(4);
    this.thresholdVersion = thresholdVersion;
    this.notify = notify;
    this.estimated = estimated === 1;
    this.blocks = blocks;
    this.note = reader.text();
    this.window.restore(reader);
  }
}

function checkedPolicy(value: unknown): Policy {
  const policy = policySchema.parse(value);
  const notify = startOf(policy);
  for (const [name, margin] of [
    ["approve", policy.approve],
    ["auto", policy.auto],
  ] as const) {
    if (margin !== null && margin < notify) throw new RangeError(`The policy sets ${name} below notify.`);
  }
  return policy;
}

function startOf(policy: Policy): number {
  return policy.notify.method === "fixed" ? policy.notify.margin : policy.notify.untilThen;
}

function noteOf(policy: Policy, have: number): string {
  return policy.notify.method === "fixed" ? "set by people" : missingNote(have, policy.notify);
}
