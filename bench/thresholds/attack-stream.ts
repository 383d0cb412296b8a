import { drawNormal } from "../../lib/stats/draw.ts";
import { createRandom, type Random } from "../../lib/stats/random.ts";
import type { GuardedEvent } from "../../lib/thresholds/adapt/guarded-threshold.ts";
import type { AttackPlan } from "./attack-plan.ts";

export interface StreamEvent extends GuardedEvent {
  readonly kind: "background" | "attacker";
  /** Whether people would call it normal. */
  readonly calledBenign: boolean;
}

export const dayMs = 86_400_000;
export const perDay = 2000;
const hosts = 200;
const networks = 20;
const hostSpread = 0.3;

/** Background of 200 hosts, 2,000 events a day, N(-4, 1) and an effect of the host; and what the plan adds. */
export class AttackStream {
  private readonly random: Random;
  private readonly effects: readonly number[];

  constructor(
    private readonly plan: AttackPlan,
    seed: number,
    private offset = 0,
  ) {
    this.random = createRandom(`attacks/${seed}`);
    this.effects = Array.from({ length: hosts }, () => hostSpread * drawNormal(this.random));
  }

  /** The events of a day in order of time; `threshold` is what the attacker sees at its start. */
  day(day: number, threshold: number): StreamEvent[] {
    const events = [...this.background(day), ...this.attacker(day, threshold)].sort((a, b) => a.atMs - b.atMs);
    return events.map((event) => {
      this.offset += 1;
      return { ...event, offset: this.offset };
    });
  }

  private background(day: number): StreamEvent[] {
    const { drift, fromDay } = this.plan;
    const shift = drift * Math.max(0, Math.min(1, (day - fromDay) / 20));
    return Array.from({ length: perDay }, () => {
      const host = Math.floor(this.random.fraction() * hosts);
      const margin = -4 + shift + drawNormal(this.random) + (this.effects[host] ?? 0);
      const atMs = Math.floor((day + this.random.fraction()) * dayMs);
      const charged = { origin: `host ${host}`, network: `net ${host % networks}` };
      return { kind: "background", calledBenign: true, offset: 0, atMs, margin, ...charged };
    });
  }

  private attacker(day: number, threshold: number): StreamEvent[] {
    const { fromDay, toDay, volume, scores, sources, origins, mislabelled } = this.plan;
    if (day < fromDay || day >= toDay) return [];
    const count = Math.round(perDay * volume);
    return Array.from({ length: count }, (_, i) => {
      const source = Math.floor(this.random.fraction() * sources);
      const host = source % hosts;
      const margin =
        scores.kind === "normal" ? scores.mean + scores.sd * drawNormal(this.random) : threshold + scores.offset;
      // Evenly spread with a jitter, as tools send.
      const atMs = Math.floor((day + (i + this.random.fraction()) / count) * dayMs);
      const charged =
        origins === "known"
          ? { origin: `host ${host}`, network: `net ${host % networks}` }
          : { origin: `new ${source}`, network: `new net ${source % 40}` };
      const calledBenign = this.random.fraction() < mislabelled || (scores.kind === "normal" && scores.mean < -3);
      return { kind: "attacker", calledBenign, offset: 0, atMs, margin, ...charged };
    });
  }
}
