import type { AskedFor } from "../../lib/contracts/change-requests.ts";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import type { ModelRow } from "../../lib/contracts/models.ts";
import { actorOf } from "../audit/write-audit.ts";
import { openRequest } from "../change-requests/open-request.ts";
import { readRequest, requestRow } from "../change-requests/request-record.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { requireUser } from "../http/require-user.ts";
import { appendPush } from "../realtime/append-push.ts";
import type { Caller } from "../responses/check-permitted.ts";
import { wordsOfChampion } from "./put-in-force.ts";

interface AskedModel {
  readonly kind: "model.promote" | "model.rollBack";
  readonly stream: StreamName;
  /** What would score; null: the detectors without a trained model. */
  readonly next: ModelRow | null;
  readonly champion: ModelRow | null;
  readonly trial: ModelTrial;
  readonly reason: string;
  readonly caller: Caller;
}

/** A trial differs with the moment, and with it the digest: the same change is known by what would score. */
async function refuseAskedAlready(run: RunStatement, { stream, kind, next }: AskedModel): Promise<void> {
  const { rows } = await run(
    `SELECT 1 FROM change_request WHERE stream = $1::smallint AND kind = $2 AND state = 'open'
      AND (payload->>'id') IS NOT DISTINCT FROM $3::bigint::text`,
    [streamNumbers[stream], kind, next?.id ?? null],
  );
  if (rows.length === 0) return;
  throw new AppError("conflict", { detail: "This has been asked for already, and nobody has decided yet." });
}

/** Asks a second person for what loses something by its trial: bound to the model's bytes, and to the figures seen. */
export async function askForModel(run: RunStatement, asked: AskedModel): Promise<AskedFor> {
  const { kind, stream, next, champion, trial, reason, caller } = asked;
  const { id: userId, sessionId } = requireUser(caller.principal);
  await refuseAskedAlready(run, asked);
  const digest = next?.digest ?? null;
  const verb = kind === "model.promote" ? "Promote" : "Roll back to";
  const { id, push } = await openRequest(run, {
    stream: streamNumbers[stream],
    kind,
    title: `${verb} ${wordsOfChampion(next)}: its trial warns`,
    reason,
    payload: { id: next?.id ?? null, digest, seenChampion: champion?.id ?? null, reason },
    evidence: { trial },
    requester: { kind: "person", userId, sessionId, actor: actorOf(caller) },
  });
  const request = requestRow(await readRequest(run, id));
  await appendPush(run, [push]);
  return { request };
}
