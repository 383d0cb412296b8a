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
  private readonly scorer: RowScorer;
  private readonly sums = new Float64Array(1);

  constructor(champion: Champion) {
    this.champion = champion;
    this.scorer = createRowScorer(champion.trees.ensemble);
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

  /** Tail rank of the log-odds among normal events: what is compared with thresholds, before any floor. */
  margin(v: Float32Array, at: number, base: number): number {
    return tailMargin(this.reference, this.logOdds(v, at, base));
  }
}
