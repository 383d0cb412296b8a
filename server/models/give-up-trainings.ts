import { appendAudit } from "../audit/append-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { appendTrainingLines } from "./append-training-lines.ts";
import { tellOfModels } from "./tell-of-model.ts";
import { trainer } from "./trainer-actor.ts";

/** Once, and twice again: what has killed three workers would kill the fourth, and scoring with it. */
export const mostAttempts = 3;

const failure = `Its worker stopped without a word in each of ${mostAttempts} tries, which the training may be the cause of: it may need more memory than there is.`;

const giveUpSql = `UPDATE trained_model SET state = 'failed', finished_at = now(), progress = NULL, step = NULL, failure = $2
  WHERE state = 'training' AND cancelled_at IS NULL AND attempts >= ${mostAttempts} AND heartbeat_at < now() - $1::interval
  RETURNING id::float8 AS id, stream`;

/** Ends as failed what no trainer has come to the end of, in the tries that it had. */
export async function giveUpTrainings(run: RunStatement, lostAfter: string): Promise<void> {
  const { rows } = await run(giveUpSql, [lostAfter, failure]);
  for (const row of rows) {
    const id = Number(row.id);
    await appendTrainingLines(run, id, [failure]);
    await appendAudit(run, {
      actor: trainer,
      action: "model.finish",
      resource: `model:${id}`,
      outcome: "failure",
      after: { state: "failed", failure, digest: null },
    });
    await tellOfModels(run, [{ id, stream: streamName(Number(row.stream)), state: "failed", progress: null }]);
  }
}
