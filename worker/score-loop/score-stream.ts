import { createCheckpointWriter } from "../../server/event-log/checkpoint.ts";
import { releaseOwnership, type ScoringSession, takeOwnership } from "../../server/event-log/lease.ts";
import { createBlockReader } from "../../server/event-log/score-reader.ts";
import { countParts } from "../../server/scoring/count-parts.ts";
import { ensureFirstPolicy } from "../../server/scoring/read-policies.ts";
import { rebuildRollups } from "../../server/scoring/rebuild-rollups.ts";
import { writeRollups } from "../../server/scoring/write-rollups.ts";
import { createCheckpointKeeper } from "./checkpoint-keeper.ts";
import type { LoopLog } from "./loop-log.ts";
import { createPartWindow } from "./part-window.ts";
import { restoreState, type ScorerSource } from "./restore-state.ts";
import { createRollupWindow } from "./rollup-window.ts";
import { runStreamLoop } from "./stream-loop.ts";
import { createGuardTaker } from "./take-up-guard.ts";
import { createModelTaker } from "./take-up-models.ts";
import { createPolicyTaker } from "./take-up-policies.ts";
import { createUpkeep } from "./upkeep.ts";
import type { Wake } from "./wake.ts";

export interface StreamOptions {
  /** A direct connection to the database. */
  readonly url: string;
  readonly stream: number;
  /** Who scores, for people: host and process. */
  readonly owner: string;
  readonly scorers: ScorerSource;
  readonly wake: Wake;
  readonly log: LoopLog;
}

async function scoreAsOwner(options: StreamOptions, session: ScoringSession, signal: AbortSignal): Promise<void> {
  const { url, stream, scorers, wake, log } = options;
  const reader = createBlockReader({ url, stream });
  const writer = createCheckpointWriter(url, session);
  try {
    await ensureFirstPolicy(session);
    const { buckets, newestSecond } = await rebuildRollups(session);
    const rollups = createRollupWindow(newestSecond);
    const parts = createPartWindow(session.position);
    await countParts(session, parts.bucketOf);
    const upkeep = createUpkeep(session, { rollups, parts });
    const scorer = await restoreState({ session, reader, scorers, log, keepAlive: () => upkeep.run() });
    await writeRollups(session, buckets);
    const checkpoints = createCheckpointKeeper(writer, scorer, log);
    const takeUpPolicies = createPolicyTaker(session, scorer, log);
    const takeUpModels = createModelTaker(session, scorer, log);
    const takeUpInputs = createGuardTaker(session, scorer, log);
    const takeUp = async () => {
      await takeUpPolicies();
      await takeUpModels();
      await takeUpInputs();
    };
    await runStreamLoop({ session, scorer, reader, checkpoints, rollups, parts, upkeep, takeUp, wake }, signal);
  } finally {
    await reader.close();
    await writer.close();
  }
}

/**
 * Owns a stream and scores it, from taking it over until the signal comes or something fails. When it returns or
 * throws, the stream is free for the next owner.
 */
export async function scoreStream(options: StreamOptions, signal: AbortSignal): Promise<void> {
  const session = await takeOwnership(options, signal);
  if (session === null) return;
  const { stream, fence, position } = session;
  options.log.info({ stream, fence, position }, "scoring begins");
  try {
    await scoreAsOwner(options, session, signal);
  } finally {
    await releaseOwnership(session);
  }
}
