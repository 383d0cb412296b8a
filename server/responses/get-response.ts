import type { z } from "zod";
import {
  type ResponseDetail,
  type ResponseStep,
  responseAttemptSchema,
  responseDetailSchema,
  responseStepSchema,
} from "../../lib/contracts/responses.ts";
import { actionTable } from "../../lib/responses/actions.ts";
import type { ResponseVerb } from "../../lib/responses/permitted.ts";
import type { Principal } from "../auth/principal.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { checkOwnStream } from "../http/check-own-stream.ts";
import { refusalFor } from "./check-permitted.ts";
import { ownKeyRefusal } from "./own-key-refusal.ts";
import { readResponses, responseRow } from "./response-record.ts";

const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : null);

async function readSteps(run: RunStatement, id: number): Promise<ResponseStep[]> {
  const { rows } = await run(
    `SELECT id, at, actor, event, from_state AS "from", to_state AS "to", reason, evidence_hash AS "evidenceHash", detail
    FROM response_step WHERE response_id = $1 ORDER BY id LIMIT 500`,
    [id],
  );
  return rows.map((row) => responseStepSchema.parse({ ...row, id: Number(row.id), at: iso(row.at) }));
}

async function readAttempts(
  run: RunStatement,
  { id, actionId }: { readonly id: number; readonly actionId: string },
): Promise<z.infer<typeof responseAttemptSchema>[]> {
  const { rows } = await run(
    `SELECT kind, number, started_at AS "startedAt", finished_at AS "finishedAt", outcome, detail
    FROM execution_attempt WHERE response_id = $1 ORDER BY started_at, kind, number LIMIT 100`,
    [id],
  );
  return rows.map((row) =>
    responseAttemptSchema.parse({ ...row, actionId, startedAt: iso(row.startedAt), finishedAt: iso(row.finishedAt) }),
  );
}

/** One response: what it rests on, what happened to it, and what the caller may do with it now. */
export async function getResponse(
  pool: Pool,
  { id, principal }: { readonly id: number; readonly principal: Principal },
): Promise<ResponseDetail> {
  const run = readingFrom(pool);
  const [record] = await readResponses(run, [id]);
  if (record === undefined) throw new AppError("not_found", { detail: `There is no response ${id}.` });
  checkOwnStream(principal, streamName(record.stream));
  const person = principal.kind === "user" ? principal.email : "";
  const [steps, attempts, ownKey] = await Promise.all([
    readSteps(run, id),
    readAttempts(run, record),
    ownKeyRefusal(run, record, person),
  ]);
  const allowed = (verb: ResponseVerb) => {
    const reason = refusalFor(record, verb, principal) ?? (verb === "approve" || verb === "override" ? ownKey : null);
    return { ok: reason === null, reason };
  };
  return responseDetailSchema.parse({
    ...responseRow(record),
    evidence: record.evidence,
    steps,
    attempts,
    lease: actionTable[record.action].lease,
    undo: actionTable[record.action].undo,
    may: {
      approve: allowed("approve"),
      override: allowed("override"),
      cancel: allowed("cancel"),
      undo: allowed("undo"),
      extend: allowed("extend"),
      settle: allowed("settle"),
    },
  });
}
