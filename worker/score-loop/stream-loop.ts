import type { Scorer } from "../../lib/pipeline/types.ts";
import type { ScoringSession } from "../../server/event-log/lease.ts";
import { createScoreWriter } from "../../server/event-log/score-commit.ts";
import type { BlockReader, ReadBlock } from "../../server/event-log/score-reader.ts";
import type { ScoredPart, ScoredSpan } from "../../server/event-log/scored-part.ts";
import type { CheckpointKeeper } from "./checkpoint-keeper.ts";
import type { PartWindow } from "./part-window.ts";
import type { RollupWindow } from "./rollup-window.ts";
import { scoreBlock } from "./score-block.ts";
import type { Upkeep } from "./upkeep.ts";
import type { Wake } from "./wake.ts";

export interface LoopParts {
  readonly session: ScoringSession;
  readonly scorer: Scorer;
  readonly reader: BlockReader;
  readonly checkpoints: CheckpointKeeper;
  readonly rollups: RollupWindow;
  readonly parts: PartWindow;
  readonly upkeep: Upkeep;
  /** Takes up policies and models that were published meanwhile; all that was scored must be committed. */
  readonly takeUp: () => Promise<void>;
  readonly wake: Wake;
}

/** Looked after even if no notification came: one may be lost with its connection. */
const pollMs = 250;
const policyPollMs = 1000;
const fewestBlocks = 4;
const mostBlocks = 64;
/** Events in one transaction under load. */
const spanEvents = 16_384;

/** Blocks that make up a full span if they are like the last ones. */
function limitAfter(blocks: readonly ReadBlock[]): number {
  const events = blocks.reduce((sum, block) => sum + block.length, 0);
  const limit = Math.ceil((spanEvents * blocks.length) / Math.max(1, events));
  return Math.min(Math.max(limit, fewestBlocks), mostBlocks);
}

async function scoreSpan(scorer: Scorer, blocks: readonly ReadBlock[]): Promise<ScoredSpan> {
  const from = scorer.position;
  const parts: ScoredPart[] = [];
  for (const block of blocks) parts.push(...(await scoreBlock(scorer, block, Number.POSITIVE_INFINITY)));
  const { detectorNames, featureNames, position } = scorer;
  const names = { detectorNames, featureNames };
  return { from, to: position, parts, names, thresholds: scorer.thresholdsInForce(), scoredAtMs: Date.now() };
}

/**
 * Scores a stream until the signal comes. While one transaction commits, the next blocks are read and scored. Any
 * failure ends the loop; whoever starts it again restores the state from what is committed.
 */
export async function runStreamLoop(parts: LoopParts, signal: AbortSignal): Promise<void> {
  const { scorer, reader, checkpoints, rollups, upkeep, takeUp, wake } = parts;
  const writer = createScoreWriter(parts.session);
  let committing: Promise<void> | null = null;
  let limit = fewestBlocks;
  let more = false;
  let seen = wake.rings - 1;
  let seenPolicies = wake.policyRings - 1;
  let policiesAtMs = 0;

  async function commit(span: ScoredSpan): Promise<void> {
    const { raised } = await writer.commit(span);
    rollups.add(span.parts, raised);
    parts.parts.add(span.parts, raised, span.to);
    upkeep.renewed();
    committing = null;
  }

  /** Waits for the transaction under way: then all that was scored is committed, and the connection is free. */
  async function settle(): Promise<void> {
    if (committing !== null) await committing;
  }

  /** Waits for news; false if it is time to look without any. */
  async function listen(): Promise<boolean> {
    if (await wake.wait(seen, { ms: pollMs, signal, until: committing ?? Promise.resolve() })) return true;
    await settle();
    await upkeep.run();
    return wake.wait(seen, { ms: pollMs, signal });
  }

  async function checkPolicies(): Promise<void> {
    const now = Date.now();
    if (wake.policyRings === seenPolicies && now - policiesAtMs < policyPollMs) return;
    seenPolicies = wake.policyRings;
    policiesAtMs = now;
    await settle();
    await takeUp();
  }

  async function step(): Promise<void> {
    const heard = more || wake.rings !== seen || (await listen());
    if (signal.aborted) return;
    seen = wake.rings;
    const blocks = await reader.read(scorer.position, limit, !heard);
    await checkPolicies();
    more = blocks.length === limit;
    if (blocks.length === 0) return;
    limit = more ? limitAfter(blocks) : fewestBlocks;
    const span = await scoreSpan(scorer, blocks);
    await settle();
    await upkeep.run();
    committing = commit(span);
    committing.catch(() => undefined); // heard of by whoever waits for it
    checkpoints.after(committing);
  }

  try {
    while (!signal.aborted) await step();
    await settle();
    await upkeep.finish();
    await checkpoints.last();
  } finally {
    // The connection is given back only when nothing is under way on it any more.
    await settle().catch(() => undefined);
    await checkpoints.settled();
  }
}
