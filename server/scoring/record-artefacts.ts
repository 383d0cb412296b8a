import type { RunStatement } from "../db/run-statement.ts";
import { packBytes } from "../event-log/score-bytes.ts";
import type { ScoredPart } from "../event-log/scored-part.ts";

interface Insertion {
  readonly text: string;
  readonly values: readonly unknown[];
}

const artefactSql = `INSERT INTO artefact (stream, kind, version, "offset", body) VALUES ($1, $2, $3, $4, $5)`;
const scoreBlockSql = "INSERT INTO score_block (stream, block, received, body) VALUES ($1, $2, $3, $4)";

/**
 * Rows for the detector snapshots, references and score blocks that the parts brought forth, about one of each every
 * 4,096 events. Needs no transaction, as a packed score batch does not; `unpackBytes` gives the bodies back.
 */
export function packArtefacts(stream: number, parts: readonly ScoredPart[]): Promise<Insertion[]> {
  const rows = parts.flatMap(({ scored, receivedMs }) => [
    ...scored.artefacts.map(async ({ kind, version, offset, body }) => ({
      text: artefactSql,
      values: [stream, kind, version, offset, await packBytes(body)],
    })),
    ...scored.scoreBlocks.map(async ({ block, body }) => ({
      text: scoreBlockSql,
      values: [stream, block, new Date(receivedMs), await packBytes(body)],
    })),
  ]);
  return Promise.all(rows);
}

export async function recordArtefacts(run: RunStatement, artefacts: readonly Insertion[]): Promise<void> {
  for (const { text, values } of artefacts) await run(text, values);
}
