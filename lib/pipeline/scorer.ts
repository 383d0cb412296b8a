import { StateReader } from "../features/state-bytes.ts";
import { firstPolicy, type Policy } from "../thresholds/policy.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { StreamScorer } from "./stream-scorer.ts";
import type { Scorer } from "./types.ts";

export interface ScorerOptions {
  /** What holds from offset 0 on; `firstPolicy` unless given. A restored scorer goes by its checkpoint instead. */
  readonly policy?: Policy;
  /** Structure of the half-space trees; the same for the life of a stream. 1 unless given. */
  readonly seed?: number;
  /** Users, hosts, addresses and programs remembered; those unseen for longest are forgotten. 200,000 unless given. */
  readonly maxEntities?: number;
  /** Pairs remembered. 500,000 unless given. */
  readonly maxPairs?: number;
  /** Log sources and replays whose watermark is remembered. 10,000 unless given. */
  readonly maxSources?: number;
}

function build(options: ScorerOptions): StreamScorer {
  return new StreamScorer({
    policy: options.policy ?? firstPolicy,
    seed: options.seed ?? 1,
    maxEntities: options.maxEntities ?? 200_000,
    maxPairs: options.maxPairs ?? 500_000,
    maxSources: options.maxSources ?? 10_000,
  });
}

/** A scorer at offset 0. */
export function createScorer(options: ScorerOptions = {}): Scorer {
  return build(options);
}

/**
 * The scorer that made the checkpoint, at its position. Chunks may be cut anew; options (seed and caps) must be those
 * it was made with. Corrupt or foreign bytes are refused with a sentence (RangeError).
 */
export function restoreScorer(chunks: readonly Uint8Array[], options: ScorerOptions = {}): Scorer {
  const scorer = build(options);
  scorer.restore(new StateReader(openCheckpoint(chunks)));
  return scorer;
}
