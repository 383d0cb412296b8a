import { eventFamilies } from "../event/classes.ts";
import { feature, featureCount, featureNames } from "../features/feature-table.ts";
import type { Champion } from "../models/champion/champion.ts";
import { createRowScorer, type RowScorer } from "../models/trees/row-scorer.ts";
import { smallestTail } from "../stats/margin.ts";
import { fitTailReference, type TailReference, tailMargin } from "./tail-reference.ts";

/** Log-odds of normal events fall off by themselves about as exp(-x): their natural scale is one unit. */
const defaultScale = 1;
const knots = 4096;

/**
 * A champion ready to score: trees laid out, normal events turned into a frozen reference. Nothing is allocated per
 * event. The same champion gives the same bits.
 */
export class ServedChampion {
  readonly champion: Champion;
  readonly reference: TailReference;
  /** By family the features that its trees ask for and that normal events of the family have. */
  private readonly asked: readonly Uint8Array[];
  private readonly scorer: RowScorer;
  private readonly sums = new Float64Array(1);

  constructor(champion: Champion) {
    this.champion = champion;
    this.scorer = createRowScorer(champion.trees.ensemble);
    const used = new Set(champion.trees.ensemble.feature);
    this.asked = eventFamilies.map((_, family) =>
      Uint8Array.from(featureNames.keys()).filter(
        (i) => used.has(i) && !Number.isNaN(champion.usual[family * featureCount + i]),
      ),
    );
    const { logOdds, weights } = champion.normal;
    const events = weights.reduce((sum, weight) => sum + weight, 0);
    // Who has seen n events cannot vouch for anything rarer than one in n.
    this.reference = fitTailReference(logOdds, weights, {
      knots,
      defaultScale,
      smallestTail: Math.max(smallestTail, 1 / events),
    });
  }

  /** Margin (log-odds) that the trees alone give the vector at v[at …]. */
  treeMargin(v: Float32Array, at: number): number {
    this.sums[0] = this.champion.trees.base[0] ?? 0;
    this.scorer.addRow(v, at, this.sums);
    return this.sums[0] ?? 0;
  }

  /** Log-odds of an attack. `base`: the margin that the detectors without training give the same vector. */
  logOdds(v: Float32Array, at: number, base: number): number {
    const { intercept, baseWeight, treeWeight } = this.champion.stack;
    return intercept + baseWeight * base + treeWeight * this.treeMargin(v, at);
  }

  /** Margin of log-odds: their tail rank among normal events, before any floor. */
  rank(logOdds: number): number {
    return tailMargin(this.reference, logOdds);
  }

  /** Calibrated probability of an attack (Platt). */
  probability(logOdds: number): number {
    const { slope, offset } = this.champion.calibration;
    return 1 / (1 + Math.exp(-(slope * logOdds + offset)));
  }

  /** Places of the features that its trees ask for, that events of the family have, and that this vector lacks. */
  missing(v: Float32Array, at: number): number[] {
    const asked = this.asked[v[at + feature.family] ?? 0] ?? [];
    return Array.from(asked).filter((column) => Number.isNaN(v[at + column] ?? Number.NaN));
  }

  /** Share of the features that its trees ask for and that events of the family have, which this vector lacks; 0-1. */
  unseenShare(v: Float32Array, at: number): number {
    const asked = this.asked[v[at + feature.family] ?? 0];
    if (asked === undefined || asked.length === 0) return 0;
    let missing = 0;
    for (let i = 0; i < asked.length; i += 1) {
      const value = v[at + (asked[i] ?? 0)] ?? Number.NaN;
      if (Number.isNaN(value)) missing += 1;
    }
    return missing / asked.length;
  }
}
