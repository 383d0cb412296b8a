import type { Scorer } from "../../lib/pipeline/types.ts";
import type { Policy } from "../../lib/thresholds/policy.ts";
import { loadCheckpoint, type PackedCheckpoint } from "../../server/event-log/checkpoint.ts";
import type { ScoringSession } from "../../server/event-log/lease.ts";
import type { BlockReader } from "../../server/event-log/score-reader.ts";
import { type PublishedPolicy, readPolicies } from "../../server/scoring/read-policies.ts";
import type { LoopLog } from "./loop-log.ts";
import { scoreBlock } from "./score-block.ts";

/** Where scorers come from; tests give their own. */
export interface ScorerSource {
  create(): Scorer;
  /** Throws where the bytes are no state of this scorer. */
  restore(parts: readonly Uint8Array[]): Scorer;
}

interface Restoring {
  readonly session: ScoringSession;
  readonly reader: BlockReader;
  readonly scorers: ScorerSource;
  readonly log: LoopLog;
  /** Called every few milliseconds: the lease must not run out meanwhile. */
  readonly keepAlive: () => Promise<void>;
}

interface Start {
  readonly scorer: Scorer;
  /** A new scorer has no policy from the table yet; a restored one knows those up to its own version. */
  readonly knownPolicy: number;
}

async function startFrom(checkpoint: PackedCheckpoint | null, restoring: Restoring): Promise<Start> {
  const { scorers, log, session } = restoring;
  const { stream } = session;
  if (checkpoint !== null) {
    try {
      const scorer = scorers.restore(await checkpoint.unpack());
      if (scorer.position === checkpoint.offset)
        return { scorer, knownPolicy: scorer.thresholdsInForce().policyVersion };
      log.warn({ stream, checkpoint: checkpoint.offset, state: scorer.position }, "checkpoint states another offset");
    } catch (error) {
      log.warn(
        { stream, checkpoint: checkpoint.offset, err: error },
        "checkpoint refused, folding the log from its start",
      );
    }
  }
  return { scorer: scorers.create(), knownPolicy: 0 };
}

interface Activation {
  readonly activeFrom: number;
  readonly policy: Policy;
}

function activationsOf(policies: readonly PublishedPolicy[]): Activation[] {
  return policies
    .flatMap(({ policy, activeFrom }) => (policy === null || activeFrom === null ? [] : [{ policy, activeFrom }]))
    .sort((a, b) => a.activeFrom - b.activeFrom);
}

/** Folds the log up to `position` without writing, each policy taking effect at the offset where it did so first. */
async function fold(scorer: Scorer, activations: Activation[], restoring: Restoring): Promise<void> {
  const { reader, keepAlive, session } = restoring;
  const { position, stream } = session;
  function activateHere(): void {
    while (activations[0] !== undefined && activations[0].activeFrom <= scorer.position) {
      scorer.activatePolicy(activations[0].policy);
      activations.shift();
    }
  }
  activateHere();
  while (scorer.position < position) {
    const blocks = await reader.read(scorer.position, 16, true);
    if (blocks.length === 0)
      throw new Error(`The log of stream ${stream} ends at ${scorer.position}, before ${position}.`);
    for (const block of blocks) {
      const end = Math.min(position, block.first + block.length);
      while (scorer.position < end) {
        await scoreBlock(scorer, block, Math.min(end, activations[0]?.activeFrom ?? end));
        activateHere();
      }
      await keepAlive();
    }
  }
}

/** The state as it was when the last scoring transaction committed: the newest checkpoint and the events since. */
export async function restoreState(restoring: Restoring): Promise<Scorer> {
  const { session, log } = restoring;
  const startedMs = Date.now();
  const checkpoint = await loadCheckpoint(session);
  const { scorer, knownPolicy } = await startFrom(checkpoint, restoring);
  const from = scorer.position;
  await fold(scorer, activationsOf(await readPolicies(session, knownPolicy)), restoring);
  const { stream, position } = session;
  log.info({ stream, from, position, ms: Date.now() - startedMs }, "state restored");
  return scorer;
}
