import type { Scorer } from "../../lib/pipeline/types.ts";
import { viewOfGuard } from "../../lib/thresholds/guard-view.ts";
import { holdFence, type ScoringSession } from "../event-log/lease.ts";
import { transact } from "../event-log/score-transaction.ts";

const writeSql = `INSERT INTO guard_view (stream, guard, body, written_at) VALUES ($1, $2, $3::jsonb, now())
  ON CONFLICT (stream) DO UPDATE SET guard = excluded.guard, body = excluded.body, written_at = excluded.written_at`;

/** Keeps how the guard stands for whoever asks; that there is none, too. Between two scoring transactions. */
export async function writeGuardView(session: ScoringSession, scorer: Scorer): Promise<void> {
  const { client, stream } = session;
  const view = viewOfGuard(scorer.guardInForce());
  await transact(client, async (run) => {
    await client.query("BEGIN");
    await holdFence(session);
    if (view === null) {
      await run("DELETE FROM guard_view WHERE stream = $1", [stream]);
      return;
    }
    const { policyVersion } = scorer.thresholdsInForce();
    const body = { ...view, policyVersion, position: scorer.position };
    await run(writeSql, [stream, view.guard, JSON.stringify(body)]);
  });
}
