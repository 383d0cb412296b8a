import type { Scorer } from "../../lib/pipeline/types.ts";
import { loadCheckpoint, type PackedCheckpoint } from "../../server/event-log/checkpoint.ts";
import type { ScoringSession } from "../../server/event-log/lease.ts";
import type { BlockReader } from "../../server/event-log/score-reader.ts";
import { readTakenInputs } from "../../server/scoring/guard-inputs.ts";
import { readTakenModels } from "../../server/scoring/read-model-activations.ts";
import { readPolicies } from "../../server/scoring/read-policies.ts";
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

/** A policy, a model or an input of the guard that took effect at an offset. */
interface Activation {
  readonly activeFrom: number;
  /** When: several at one offset are taken up again in the order in which they were. */
  readonly activatedUs: number;
  activate(scorer: Scorer): void;
}

/** What took effect since the state was taken, in its order. */
async function readActivations(
  session: ScoringSession,
  known: { readonly policy: number; readonly model: number; readonly input: number },
): Promise<Activation[]> {
  const policies = await readPolicies(session, known.policy);
  const models = await readTakenModels(session, known.model);
  const inputs = await readTakenInputs(session, known.input);
  const all = [
    ...policies.flatMap(({ policy, activeFrom, activatedUs }) => {
      if (policy === null || activeFrom === null) return [];
      return [{ activeFrom, activatedUs: activatedUs ?? 0, activate: (to: Scorer) => void to.activatePolicy(policy) }];
    }),
    ...models.map(({ version, bytes, activeFrom, activatedUs }) => ({
      activeFrom,
      activatedUs,
      activate: (to: Scorer) => to.activateModel(version, bytes),
    })),
    ...inputs.map(({ number, input, activeFrom, activatedUs }) => ({
      activeFrom,
      activatedUs,
      activate: (to: Scorer) => void to.takeGuardInput(number, input),
    })),
  ];
  return all.sort((a, b) => a.activeFrom - b.activeFrom || a.activatedUs - b.activatedUs);
}

/** Folds the log up to `position` without writing, each policy and model taking effect where it did so first. */
async function fold(scorer: Scorer, activations: Activation[], restoring: Restoring): Promise<void> {
  const { reader, keepAlive, session } = restoring;
  const { position, stream } = session;
  function activateHere(): void {
    while (activations[0] !== undefined && activations[0].activeFrom <= scorer.position) {
      activations[0].activate(scorer);
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
  const known = { policy: knownPolicy, model: scorer.modelVersion, input: scorer.guardInForce().taken };
  await fold(scorer, await readActivations(session, known), restoring);
  const { stream, position } = session;
  log.info({ stream, from, position, ms: Date.now() - startedMs }, "state restored");
  return scorer;
}
