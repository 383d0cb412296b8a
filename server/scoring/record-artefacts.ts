import { packBytes } from "../event-log/score-bytes.ts";
import type { ScoredPart } from "../event-log/scored-part.ts";
import type { RunStatement } from "../realtime/append-push.ts";

const artefactSql = `INSERT INTO artefact (stream, kind, version, "offset", body) VALUES ($1, $2, $3, $4, $5)`;
const scoreBlockSql = "INSERT INTO score_block (stream, block, received, body) VALUES ($1, $2, $3, $4)";

/** Detector snapshots, references and score blocks that the parts brought forth: about one every 4,096
 * events. Bodies are packed; `unpackBytes` gives them back. */
export async function recordArtefacts(run: RunStatement, stream: number, parts: readonly ScoredPart[]): Promise<void> {
  for (const { scored, receivedMs } of parts) {
    for (const { kind, version, offset, body } of scored.artefacts) {
      await run(artefactSql, [stream, kind, version, offset, await packBytes(body)]);
    }
    for (const { block, body } of scored.scoreBlocks) {
      await run(scoreBlockSql, [stream, block, new Date(receivedMs), await packBytes(body)]);
    }
  }
}
