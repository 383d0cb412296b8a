import { z } from "zod";
import type { PolicyPublish, PolicyRecord } from "../../lib/contracts/policies.ts";
import { looseningsOf } from "../../lib/thresholds/loosening.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { cancelOvertaken } from "../change-requests/cancel-overtaken.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { noteLoosening } from "../own-events/note-loosening.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { policyColumns, policyRecord, policyRow } from "./policy-record.ts";
import { zonesOf } from "./zones-of.ts";

const liveSchema = z.object({ version: z.number().int() });

/** The newest version of a stream's policy, the stream locked: the next one to come sees this one's successor. */
export async function lockNewest(run: RunStatement, stream: number): Promise<PolicyRecord> {
  await run("SELECT id FROM stream WHERE id = $1::smallint FOR NO KEY UPDATE", [stream]);
  const newest = await run(
    `SELECT ${policyColumns} FROM policy WHERE stream = $1::smallint ORDER BY version DESC LIMIT 1`,
    [stream],
  );
  const live = await run(
    "SELECT version FROM policy WHERE stream = $1::smallint AND active_from IS NOT NULL ORDER BY version DESC LIMIT 1",
    [stream],
  );
  if (newest.rows[0] === undefined) {
    throw new AppError("unavailable", { detail: "Scoring has not begun with this stream yet.", retryAfterSeconds: 5 });
  }
  const liveVersion = live.rows[0] === undefined ? null : liveSchema.parse(live.rows[0]).version;
  return policyRecord(policyRow(newest.rows[0]), liveVersion);
}

interface Version {
  readonly input: PolicyPublish;
  /** The version before it, locked. */
  readonly current: PolicyRecord;
  /** Whose policy it is. */
  readonly author: string;
  /** Who puts it in force; another one than the author where a second person approved it. */
  readonly actor: Actor;
  /** The request that it was approved by. */
  readonly request: number | null;
}

const closeDraftSql = `
  UPDATE policy_draft SET state = 'published', published_version = $3::int, updated_by = $4, updated_at = now(),
    revision = revision + 1
  WHERE id = $1::bigint AND stream = $2::smallint AND state = 'open' AND ($5::jsonb IS NULL OR body = $5::jsonb)
  RETURNING id`;

/** The draft is what was published. One that has been written on since it was asked for stays open. */
async function closeDraft(run: RunStatement, { input, author, request }: Version, version: number): Promise<void> {
  if (input.draft === undefined) return;
  const stream = streamNumbers[input.stream];
  const asked = request === null ? null : JSON.stringify(input.policy);
  const { rows } = await run(closeDraftSql, [input.draft, stream, version, author, asked]);
  if (rows.length === 0 && request === null) {
    throw new AppError("conflict", { detail: "The draft was published or discarded meanwhile." });
  }
}

async function noteWhatLoosens(run: RunStatement, next: Version, version: number): Promise<void> {
  const { input, current, author, actor } = next;
  const loosenings = looseningsOf(current.body, input.policy);
  if (loosenings.length === 0) return;
  const lines = loosenings.map(({ kind, where, before, after }) => `${kind} of ${where} from ${before} to ${after}`);
  await noteLoosening(run, {
    stream: streamNumbers[input.stream],
    operation: "loosening.apply",
    subject: `policy:${input.stream}`,
    message: `Version ${version} of the policy lets more through: ${lines.join("; ").slice(0, 1000)}`,
    author,
    actor,
  });
}

/**
 * Adds the next version of a stream's policy, with its audit entry, and wakes scoring, which takes it up. What else was
 * asked for on top of the version before is cancelled: nobody has seen it on top of this one.
 */
export async function putVersion(
  run: RunStatement,
  next: Version,
): Promise<{ readonly record: PolicyRecord; readonly pushes: readonly PushDraft[] }> {
  const { input, current, author, actor, request } = next;
  const stream = streamNumbers[input.stream];
  const version = current.version + 1;
  const { rows } = await run(
    `INSERT INTO policy (stream, version, body, reason, author) VALUES ($1::smallint, $2::int, $3::jsonb, $4, $5)
    RETURNING ${policyColumns}`,
    [stream, version, JSON.stringify({ ...input.policy, version, ...zonesOf(input.policy) }), input.reason, author],
  );
  await closeDraft(run, next, version);
  const record = policyRecord(policyRow(rows[0]), null);
  await appendAudit(run, {
    actor,
    action: "policy.publish",
    resource: `policy:${input.stream}`,
    outcome: "success",
    before: current,
    after: { ...record, draft: input.draft ?? null, ...(request === null ? {} : { request }) },
  });
  await noteWhatLoosens(run, next, version);
  const outcome = `Version ${version} was published meanwhile.`;
  const overtaken = await cancelOvertaken(run, { stream, kinds: ["policy.publish"], outcome, except: request });
  // Wakes scoring, which takes the version up and tells the browsers; this only says that it is on its way.
  await run("SELECT pg_notify('tideline_policy', $1)::text", [input.stream]);
  const told = { stream: input.stream, change: "published", draft: input.draft ?? null, version } as const;
  return { record, pushes: [...overtaken, { kind: "policy", stream, body: told }] };
}
