import { createScorer } from "../../lib/pipeline/scorer.ts";
import type { Scorer } from "../../lib/pipeline/types.ts";
import type { Random } from "../../lib/stats/random.ts";
import { connect } from "../../server/db/pg.ts";
import { loadCheckpoint } from "../../server/event-log/checkpoint.ts";
import { releaseOwnership, type ScoringSession, takeOwnership } from "../../server/event-log/lease.ts";
import { createPartitionKeeper } from "../../server/event-log/partitions.ts";
import { createScoreWriter, type ScoreWriter } from "../../server/event-log/score-commit.ts";
import { createBlockReader, type ReadBlock } from "../../server/event-log/score-reader.ts";
import type { ScoredPart } from "../../server/event-log/scored-part.ts";
import { ensureFirstPolicy } from "../../server/scoring/read-policies.ts";
import { writeGuardView } from "../../server/scoring/write-guard-view.ts";
import { scoreBlock } from "../../worker/score-loop/score-block.ts";
import { type Refolding, readSteps, type Step } from "./taken-steps.ts";

const dayMs = 86_400_000;

interface Folding extends Refolding {
  readonly writer: ScoreWriter;
  readonly keepDay: (day: number) => Promise<void>;
}

async function commit({ writer, scorer, keepDay }: Folding, from: number, parts: readonly ScoredPart[]): Promise<void> {
  if (parts.length === 0) return;
  for (const day of new Set(parts.map(({ receivedMs }) => Math.floor(receivedMs / dayMs)))) await keepDay(day);
  const { detectorNames, featureNames, position } = scorer;
  const names = { detectorNames, featureNames };
  const thresholds = scorer.thresholdsInForce();
  await writer.commit({ from, to: position, parts, names, thresholds, scoredAtMs: Date.now() });
}

/** A state of scoring that was stored, looked for among those that the fold passes. */
class StoredState {
  private isFound = false;
  constructor(
    readonly offset: number,
    private readonly bytes: Uint8Array,
  ) {}

  /** Null: none was stored. */
  get isEqual(): boolean | null {
    return this.offset < 0 ? null : this.isFound;
  }

  look(scorer: Scorer): void {
    if (this.isFound || scorer.position !== this.offset) return;
    this.isFound = Buffer.concat(scorer.checkpoint()).equals(this.bytes);
  }
}

async function readState(original: ScoringSession): Promise<StoredState> {
  const stored = await loadCheckpoint(original);
  return new StoredState(stored?.offset ?? -1, Buffer.concat((await stored?.unpack()) ?? []));
}

async function foldBlocks(
  folding: Folding,
  { steps, state, read }: { steps: Step[]; state: StoredState; read: (from: number) => Promise<ReadBlock[]> },
): Promise<void> {
  const { scorer } = folding;
  async function takeHere(): Promise<void> {
    state.look(scorer);
    while (steps[0] !== undefined && steps[0].activeFrom <= scorer.position) {
      await steps[0].take();
      steps.shift();
      state.look(scorer);
    }
  }
  await takeHere();
  for (let blocks = await read(0); blocks.length > 0; blocks = await read(scorer.position)) {
    let parts: ScoredPart[] = [];
    let from = scorer.position;
    for (const block of blocks) {
      const end = block.first + block.length;
      while (scorer.position < end) {
        const stop = state.offset > scorer.position ? Math.min(end, state.offset) : end;
        parts.push(...(await scoreBlock(scorer, block, Math.min(stop, steps[0]?.activeFrom ?? stop))));
        if ((steps[0]?.activeFrom ?? end) > scorer.position && scorer.position !== state.offset) continue;
        await commit(folding, from, parts);
        [parts, from] = [[], scorer.position];
        await takeHere();
      }
    }
    await commit(folding, from, parts);
  }
}

/** The log's sources under their numbers; everything else about it is read where it lies. */
async function copySources(original: ScoringSession, session: ScoringSession): Promise<void> {
  const sql = "SELECT json_agg(s)::text AS sources FROM source s WHERE stream = 1";
  const { rows } = await original.client.query<{ sources: string | null }>(sql);
  const copySql = "INSERT INTO source OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::source, $1)";
  await session.client.query(copySql, [rows[0]?.sources ?? "[]"]);
}

/**
 * Folds the log of one database into another that has nothing yet, undisturbed and cut otherwise, with the policies and the
 * inputs of the guard at the offsets where they were taken up. Whether the state that was stored last is among those that the
 * fold passes, to the byte; null where none is stored.
 */
export async function refold(url: string, otherUrl: string, random: Random): Promise<{ stateEqual: boolean | null }> {
  const client = await connect({ url, name: "bench refold", queryTimeoutMs: 600_000 });
  const original = { stream: 1, fence: 0, position: Number.MAX_SAFE_INTEGER, client };
  const session = await takeOwnership({ url: otherUrl, stream: 1, owner: "refold" }, new AbortController().signal);
  if (session === null) throw new Error("The other database is scored by somebody else.");
  const reader = createBlockReader({ url, stream: 1 });
  try {
    await ensureFirstPolicy(session);
    await copySources(original, session);
    const scorer = createScorer();
    const keepDay = createPartitionKeeper(session.client, 1);
    const folding = { session, scorer, writer: createScoreWriter(session), keepDay };
    const state = await readState(original);
    const read = (from: number) => reader.read(from, 1 + Math.floor(random.fraction() * 12), true);
    await foldBlocks(folding, { steps: await readSteps(original, folding), state, read });
    await writeGuardView(session, scorer);
    return { stateEqual: state.isEqual };
  } finally {
    await reader.close();
    await releaseOwnership(session);
    await client.end();
  }
}
