import { feature } from "../features/feature-table.ts";
import {
  beacon,
  destinationBaseline,
  exfiltration,
  hostBaseline,
  newRelation,
  sourceBaseline,
  userBaseline,
} from "./baselines.ts";
import {
  claimPerOutput,
  detector,
  detectorCount,
  detectorWeights,
  fixedPriorCount,
  learntCount,
} from "./detector-table.ts";
import { documentSpawnsShell, failureBurst, sourceFinding, successAfterFailures } from "./fixed-priors.ts";
import { findLeaves, growForests, type HalfSpaceForest, treeCount } from "./half-space-forest.ts";
import { blendMargin, detectorMargin, type ReferenceSet } from "./reference-set.ts";
import type { ServedChampion } from "./served-champion.ts";
import { scoreLeaves, type TreeSnapshot } from "./tree-snapshot.ts";

/** What a judgement rests on beside the vector: all of it frozen while an event is judged. */
export interface JudgedBy {
  readonly snapshot: TreeSnapshot | null;
  readonly references: ReferenceSet;
  /** The trained model in force; null: the detectors without any. */
  readonly champion: ServedChampion | null;
}

/**
 * From one feature vector to one margin: a pure function of the vector, the tree snapshot, the references and the trained
 * model (the fields are only where its results lie, so that nothing is allocated per event). The live scorer and `rescore` use
 * this same code, which is why a stored score can be computed again to the bit.
 */
export class Judge {
  /** Raw outputs of the learnt detectors, NaN where one had nothing to judge. */
  readonly outputs = new Float32Array(learntCount);
  /** weight x positive part of each untrained detector's margin, which add up to `blend`; then what the champion adds. */
  readonly contributions = new Float32Array(detectorCount);
  readonly leaves = new Uint8Array(treeCount);
  blend = 0;
  /** Part of `blend` that comes from stated priors. */
  stated = 0;
  /** Largest margin of a detector with a stated prior: the final margin is never below it. -Infinity: none fired. */
  floor = Number.NEGATIVE_INFINITY;
  /** The margin that the detectors without training give. */
  base = 0;
  /** Log-odds that the champion gives; NaN without one. */
  logOdds = Number.NaN;
  private readonly seed: number;
  private readonly forests: readonly HalfSpaceForest[];

  constructor(seed: number) {
    this.seed = seed;
    this.forests = growForests(seed);
  }

  /** Final margin of the vector at v[at …]. */
  margin(v: Float32Array, at: number, { snapshot, references, champion }: JudgedBy): number {
    if (snapshot !== null && snapshot.seed !== this.seed) throw new RangeError("The snapshot belongs to other trees.");
    const family = v[at + feature.family] ?? 0;
    this.judgeByPriors(v, at);
    this.stated = sumOf(this.contributions, 0, fixedPriorCount);
    this.judgeByReference(v, at, family, snapshot);
    this.blendOutputs(family, references);
    this.base = Math.max(this.floor, blendMargin(references, this.blend));
    return champion === null ? this.withoutChampion() : this.byChampion(v, at, champion);
  }

  private withoutChampion(): number {
    this.logOdds = Number.NaN;
    this.contributions[detector["trained-model"]] = 0;
    return this.base;
  }

  /** A stated prior holds whatever a model has learnt. */
  private byChampion(v: Float32Array, at: number, champion: ServedChampion): number {
    this.logOdds = champion.logOdds(v, at, this.base);
    const margin = Math.max(this.floor, champion.rank(this.logOdds));
    this.contributions[detector["trained-model"]] = Math.max(0, margin - this.base);
    return margin;
  }

  private judgeByPriors(v: Float32Array, at: number): void {
    this.floor = Number.NEGATIVE_INFINITY;
    this.fixed(0, failureBurst(v, at));
    this.fixed(1, successAfterFailures(v, at));
    this.fixed(2, sourceFinding(v, at));
    this.fixed(3, documentSpawnsShell(v, at));
  }

  private fixed(index: number, margin: number): void {
    this.contributions[index] = margin > 0 ? margin * (detectorWeights[index] ?? 0) : 0;
    if (margin > this.floor) this.floor = margin;
  }

  private judgeByReference(v: Float32Array, at: number, family: number, snapshot: TreeSnapshot | null): void {
    const { outputs } = this;
    outputs[0] = beacon(v, at);
    outputs[1] = exfiltration(v, at);
    outputs[2] = userBaseline(v, at);
    outputs[3] = hostBaseline(v, at);
    outputs[4] = sourceBaseline(v, at);
    outputs[5] = destinationBaseline(v, at);
    outputs[6] = newRelation(v, at);
    const forest = this.forests[family];
    if (forest === undefined) return;
    findLeaves(forest, v, at, this.leaves);
    outputs[7] = scoreLeaves(snapshot, family, this.leaves);
  }

  /**
   * Contributions and blend from `outputs` and `stated`. Only the positive part counts: being ordinary in one view must
   * not pay for being extraordinary in another.
   */
  blendOutputs(family: number, references: ReferenceSet): void {
    let sum = this.stated;
    for (let i = 0; i < learntCount; i += 1) {
      const output = this.outputs[i] ?? Number.NaN;
      const index = fixedPriorCount + i;
      // An output of 0 claims nothing, and most are 0: no need to rank them.
      const ranked = output > 0 ? detectorMargin(references, i, family, output) : 0;
      const margin = Math.min(ranked, output * (claimPerOutput[i] ?? 1));
      this.contributions[index] = margin > 0 ? margin * (detectorWeights[index] ?? 0) : 0;
      sum += this.contributions[index] ?? 0;
    }
    this.blend = sum;
  }
}

function sumOf(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i] ?? 0;
  return sum;
}
