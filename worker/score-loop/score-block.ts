import { setImmediate as nextTurn } from "node:timers/promises";
import type { Scorer } from "../../lib/pipeline/types.ts";
import type { ReadBlock } from "../../server/event-log/score-reader.ts";
import type { ScoredPart } from "../../server/event-log/scored-part.ts";

/** Rows scored in one go, about 5 ms: in between, the commit under way and the lease get their turn. */
const rowsPerTurn = 512;

function deadLettersOf(block: ReadBlock, scored: ScoredPart["scored"]): ReadonlyMap<number, string> {
  const { damage } = block;
  if (damage === null) return new Map(scored.deadLetters.map(({ offset, reason }) => [offset, reason]));
  return new Map(Array.from({ length: scored.length }, (_, row) => [scored.first + row, damage]));
}

/** Rows [position, `until`) of the block, scored in offset order in one or several parts. */
export async function scoreBlock(scorer: Scorer, block: ReadBlock, until: number): Promise<ScoredPart[]> {
  const parts: ScoredPart[] = [];
  const to = Math.min(block.length, until - block.first);
  scorer.knowSources(block.sources);
  for (let from = scorer.position - block.first; from < to; from += rowsPerTurn) {
    if (from > 0) await nextTurn();
    const scored = scorer.score(block.columns, from, Math.min(to, from + rowsPerTurn));
    const { columns, receivedMs } = block;
    parts.push({ columns, from, receivedMs, scored, deadLetters: deadLettersOf(block, scored) });
  }
  return parts;
}
