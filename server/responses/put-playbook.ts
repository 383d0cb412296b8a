import type { Playbook, PlaybookBody } from "../../lib/contracts/playbooks.ts";
import { actionTable, withinLease } from "../../lib/responses/actions.ts";
import { playbookLoosenings } from "../../lib/responses/playbook-loosening.ts";
import { inWords } from "../../lib/responses/state-machine.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { cancelOvertaken } from "../change-requests/cancel-overtaken.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { noteLoosening } from "../own-events/note-loosening.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { bindToPlaybook } from "./bind-to-playbook.ts";
import { insertPlaybook } from "./ensure-defaults.ts";
import { chooseExecutor } from "./executor-record.ts";
import { type PlaybookRecord, playbookRow, readPlaybook } from "./playbook-record.ts";
import { newsOfSteps } from "./publish-steps.ts";

/** A playbook that is to be, or the next version of one. */
export interface PlaybookVersion {
  readonly stream: number;
  /** The version before it, locked; null: there is none. */
  readonly before: PlaybookRecord | null;
  readonly body: PlaybookBody;
  readonly reason: string;
  /** Whose playbook it is. */
  readonly author: string;
  /** Who puts it in force; another one than the author where a second person approved it. */
  readonly actor: Actor;
  /** The request that it was approved by. */
  readonly request: number | null;
  readonly now: Date;
}

/** What a schema cannot say: that action, target and lease fit, and that the executor is of the stream. */
export async function checkPlaybook(run: RunStatement, stream: number, body: PlaybookBody): Promise<void> {
  const { action, targetRole, leaseSeconds, executorId } = body;
  const { roles, lease } = actionTable[action];
  const problem = (path: string, message: string) =>
    new AppError("invalid_request", { detail: message, fields: [{ path: `body.body.${path}`, message }] });
  if (!roles.includes(targetRole)) {
    throw problem("targetRole", `${inWords(action)} acts on: ${roles.join(", ")}.`);
  }
  if (withinLease(action, leaseSeconds) !== leaseSeconds) {
    throw problem("leaseSeconds", `It lasts ${lease.minSeconds} to ${lease.maxSeconds} seconds.`);
  }
  await chooseExecutor(run, { stream, id: executorId });
}

/** The version that a change is based on, its stream and itself locked: streams first, as wherever something is decided. */
export async function lockPlaybook(run: RunStatement, id: number, basedOn: number): Promise<PlaybookRecord> {
  await run("SELECT id FROM stream WHERE id = (SELECT stream FROM playbook WHERE id = $1) FOR NO KEY UPDATE", [id]);
  await run("SELECT id FROM playbook WHERE id = $1 FOR UPDATE", [id]);
  const record = await readPlaybook(run, id);
  if (record === null) throw new AppError("not_found", { detail: `There is no playbook ${id}.` });
  if (record.version === basedOn) return record;
  const detail = `Version ${record.version} holds by now.`;
  throw new AppError("conflict", { detail, current: playbookRow(record) });
}

const changeSql = `
  WITH changed AS (
    UPDATE playbook SET version = version + 1, body = $2::jsonb, author = $3, reason = $4, updated_at = $5
    WHERE id = $1 RETURNING *
  )
  INSERT INTO playbook_version (playbook_id, version, body, author, reason, at)
  SELECT id, version, body, author, reason, updated_at FROM changed`;

async function write(run: RunStatement, version: PlaybookVersion): Promise<Playbook> {
  const { stream, before, body, reason, author, now } = version;
  if (before !== null) await run(changeSql, [before.id, JSON.stringify(body), author, reason, now]);
  const id = before?.id ?? (await insertPlaybook(run, { stream, body, author, reason }));
  const record = await readPlaybook(run, id);
  if (record === null) throw new Error(`Playbook ${id} is gone.`);
  return playbookRow(record);
}

async function noteWhatLoosens(
  run: RunStatement,
  { stream, before, body, author, actor }: PlaybookVersion,
  id: number,
) {
  const loosenings = playbookLoosenings(before?.body ?? null, body);
  if (loosenings.length === 0) return;
  const lines = loosenings.map(({ kind, where, before: was, after: is }) => `${kind}, ${where} from ${was} to ${is}`);
  await noteLoosening(run, {
    stream,
    operation: "loosening.apply",
    subject: `playbook:${id}`,
    what: `the playbook ${body.name}`,
    message: `The playbook ${body.name} lets more through: ${lines.join("; ").slice(0, 1000)}`,
    author,
    actor,
  });
}

/**
 * Puts a playbook or its next version in force, with its audit entry; approvals of what the older one proposed are void,
 * and what else was asked for on top of it is cancelled. The news are for the caller's `appendPush`.
 */
export async function putPlaybook(
  run: RunStatement,
  version: PlaybookVersion,
): Promise<{ readonly playbook: Playbook; readonly pushes: readonly PushDraft[] }> {
  const { stream, before, body, actor, request, now } = version;
  await checkPlaybook(run, stream, body);
  const playbook = await write(run, version);
  const { id } = playbook;
  const bound = { id, version: playbook.version, enabled: body.enabled };
  const steps = before === null ? [] : await bindToPlaybook(run, bound, { actor, now });
  await appendAudit(run, {
    actor,
    action: before === null ? "playbook.create" : "playbook.change",
    resource: `playbook:${id}`,
    outcome: "success",
    ...(before === null ? {} : { before: playbookRow(before) }),
    after: { ...playbook, ...(request === null ? {} : { request }) },
  });
  await noteWhatLoosens(run, version, id);
  const outcome = `Version ${playbook.version} of the playbook holds by now.`;
  const overtaken = await cancelOvertaken(run, { stream, kinds: ["playbook.change"], id, outcome, except: request });
  const told = { stream: streamName(stream), what: "playbooks" } as const;
  const news = await newsOfSteps(run, steps);
  return { playbook, pushes: [...news, ...overtaken, { kind: "responseSettings", stream, body: told }] };
}
