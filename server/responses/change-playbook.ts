import type { z } from "zod";
import type {
  Playbook,
  PlaybookBody,
  playbookChangeSchema,
  playbookCreateSchema,
} from "../../lib/contracts/playbooks.ts";
import { actionTable, withinLease } from "../../lib/responses/actions.ts";
import { inWords } from "../../lib/responses/state-machine.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { streamName, streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import type { RunStatement } from "../realtime/append-push.ts";
import { insertPlaybook } from "./ensure-defaults.ts";
import { chooseExecutor } from "./executor-record.ts";
import { inTransaction } from "./in-transaction.ts";
import { lockResponses } from "./lock-responses.ts";
import { type PlaybookRecord, playbookRow, readPlaybook } from "./playbook-record.ts";
import { publishSteps } from "./publish-steps.ts";
import { refreshEvidence } from "./refresh-evidence.ts";
import { type StepTaken, takeStep } from "./take-step.ts";

/** What a schema cannot say: that action, target and lease fit, and that the executor is of the stream. */
async function checkBody(run: RunStatement, stream: number, body: PlaybookBody): Promise<void> {
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

async function readBack(run: RunStatement, id: number): Promise<Playbook> {
  const record = await readPlaybook(run, id);
  if (record === null) throw new Error(`Playbook ${id} is gone.`);
  return playbookRow(record);
}

export function createPlaybook(
  app: App,
  { input, actor }: { readonly input: z.infer<typeof playbookCreateSchema>; readonly actor: Actor },
): Promise<Playbook> {
  const stream = streamNumbers[input.stream];
  return inTransaction(app.pool, async (run) => {
    await checkBody(run, stream, input.body);
    const { body, reason } = input;
    const playbook = await readBack(run, await insertPlaybook(run, { stream, body, author: actor.name, reason }));
    const resource = `playbook:${playbook.id}`;
    await appendAudit(run, { actor, action: "playbook.create", resource, outcome: "success", after: playbook });
    const message = { stream: input.stream, what: "playbooks" } as const;
    await publishSteps(run, [], [{ kind: "responseSettings", stream, body: message }]);
    return playbook;
  });
}

/** What waits for people was proposed by the older version: it is bound to the new one, or withdrawn with it. */
async function bindWaiting(
  run: RunStatement,
  playbook: { readonly id: number; readonly version: number; readonly enabled: boolean },
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<StepTaken[]> {
  const { rows } = await run("SELECT id FROM response WHERE playbook_id = $1 AND state = 'awaiting_approval'", [
    playbook.id,
  ]);
  const ids = rows.map(({ id }) => Number(id));
  const taken: (StepTaken | null)[] = [];
  for (const record of (await lockResponses(run, ids)).values()) {
    if (record.state !== "awaiting_approval") continue;
    const { evidence, policyVersion, executorVersion } = record;
    if (playbook.enabled) {
      const fresh = { evidence, policyVersion, playbookVersion: playbook.version, executorVersion };
      taken.push(await refreshEvidence(run, record, fresh, now));
      continue;
    }
    const reason = "Its playbook was switched off.";
    const decision = { kind: "cancelled", by: actor.name, at: now.toISOString(), reason } as const;
    taken.push(await takeStep(run, record, { event: { kind: "cancel" }, actor, reason, changes: { decision } }, now));
  }
  return taken.filter((step) => step !== null);
}

const changeSql = `
  WITH changed AS (
    UPDATE playbook SET version = version + 1, body = $2::jsonb, author = $3, reason = $4, updated_at = $5
    WHERE id = $1 RETURNING *
  )
  INSERT INTO playbook_version (playbook_id, version, body, author, reason, at)
  SELECT id, version, body, author, reason, updated_at FROM changed`;

async function lockCurrent(run: RunStatement, id: number, basedOn: number): Promise<PlaybookRecord> {
  await run("SELECT id FROM playbook WHERE id = $1 FOR UPDATE", [id]);
  const record = await readPlaybook(run, id);
  if (record === null) throw new AppError("not_found", { detail: `There is no playbook ${id}.` });
  if (record.version === basedOn) return record;
  const detail = `Version ${record.version} holds by now.`;
  throw new AppError("conflict", { detail, current: playbookRow(record) });
}

/** The next version of a playbook; approvals of what the older one proposed are void. */
export function changePlaybook(
  app: App,
  change: { readonly id: number; readonly input: z.infer<typeof playbookChangeSchema>; readonly actor: Actor },
): Promise<Playbook> {
  const { id, input, actor } = change;
  const now = app.now();
  return inTransaction(app.pool, async (run) => {
    const before = await lockCurrent(run, id, input.basedOn);
    await checkBody(run, before.stream, input.body);
    await run(changeSql, [id, JSON.stringify(input.body), actor.name, input.reason, now]);
    const after = await readBack(run, id);
    const bound = { id, version: after.version, enabled: input.body.enabled };
    const steps = await bindWaiting(run, bound, { actor, now });
    const audited = { before: playbookRow(before), after };
    await appendAudit(run, {
      actor,
      action: "playbook.change",
      resource: `playbook:${id}`,
      outcome: "success",
      ...audited,
    });
    const body = { stream: streamName(before.stream), what: "playbooks" } as const;
    await publishSteps(run, steps, [{ kind: "responseSettings", stream: before.stream, body }]);
    return after;
  });
}
