import type { z } from "zod";
import type {
  Executor,
  executorChangeSchema,
  executorCreatedSchema,
  executorCreateSchema,
} from "../../lib/contracts/executors.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName, streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { bindToExecutor } from "./bind-to-executor.ts";
import { type ExecutorRecord, executorColumns, executorRecord, executorRow, readExecutor } from "./executor-record.ts";
import { newWebhookSecret, sealSecret } from "./executor-secret.ts";
import { publishSteps } from "./publish-steps.ts";
import type { StepTaken } from "./take-step.ts";

type Creation = z.infer<typeof executorCreateSchema>;
type Change = z.infer<typeof executorChangeSchema>;

function wrongField(path: string, message: string): AppError {
  return new AppError("invalid_request", { detail: message, fields: [{ path: `body.${path}`, message }] });
}

async function tell(run: RunStatement, stream: number, steps: readonly StepTaken[] = []): Promise<void> {
  const body = { stream: streamName(stream), what: "executors" } as const;
  await publishSteps(run, steps, [{ kind: "responseSettings", stream, body }]);
}

/** A stream has one default; making another one it takes it from the first. */
async function leaveDefault(run: RunStatement, stream: number): Promise<void> {
  await run("UPDATE executor SET is_default = false WHERE stream = $1 AND is_default", [stream]);
}

const insertSql = `
  INSERT INTO executor (stream, name, kind, is_default, url, secret, idempotent, updated_by, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING ${executorColumns}`;

/** Adds an executor. A signing secret that is made here is in the answer and nowhere else in the clear. */
export function createExecutor(
  app: App,
  { input, actor }: { readonly input: Creation; readonly actor: Actor },
): Promise<z.infer<typeof executorCreatedSchema>> {
  const { kind, url, name, isDefault, idempotent } = input;
  if (kind === "webhook" && url === undefined) throw wrongField("url", "A webhook has an address.");
  if (kind === "dry_run" && (url !== undefined || input.secret !== undefined)) {
    throw wrongField("url", "A dry run calls nobody: it has neither address nor secret.");
  }
  const made = kind === "webhook" && input.secret === undefined ? newWebhookSecret() : null;
  const secret = input.secret ?? made;
  const stream = streamNumbers[input.stream];
  return inTransaction(app.pool, async (run) => {
    if (isDefault) await leaveDefault(run, stream);
    const sealed = secret === null ? null : sealSecret(secret, app.settings.authSecret);
    const isSafeTwice = kind === "dry_run" || idempotent;
    const values = [stream, name, kind, isDefault, url ?? null, sealed, isSafeTwice, actor.name, app.now()];
    const { rows } = await run(insertSql, values);
    if (rows[0] === undefined) throw new AppError("conflict", { detail: `There is an executor ${name} already.` });
    const row = executorRow(executorRecord(rows[0]));
    const after = { ...row, reason: input.reason };
    await appendAudit(run, {
      actor,
      action: "executor.create",
      resource: `executor:${row.id}`,
      outcome: "success",
      after,
    });
    await tell(run, stream);
    return { ...row, secret: made };
  });
}

function checkChange(before: ExecutorRecord, input: Change): void {
  if (before.kind !== "webhook" && (input.url !== undefined || input.secret !== undefined)) {
    throw wrongField("url", "Only a webhook has an address and a secret.");
  }
  if (before.kind !== "webhook" && input.idempotent === false) {
    throw wrongField("idempotent", "What it does twice is the same as once, by its nature.");
  }
  if (before.isDefault && (input.isDefault === false || input.enabled === false)) {
    throw new AppError("unprocessable", { detail: "Make another executor the stream's default first." });
  }
}

const updateSql = `
  UPDATE executor SET name = $2, enabled = $3, is_default = $4, url = $5, secret = $6, idempotent = $7,
    version = version + 1, updated_at = $8, updated_by = $9
  WHERE id = $1 RETURNING ${executorColumns}`;

/** Changes an executor; what was approved for it as it was before is not executed by it as it is now. */
export function changeExecutor(
  app: App,
  { id, input, actor }: { readonly id: number; readonly input: Change; readonly actor: Actor },
): Promise<Executor> {
  return inTransaction(app.pool, async (run) => {
    const before = await readExecutor(run, id, "FOR UPDATE");
    if (before === null) throw new AppError("not_found", { detail: `There is no executor ${id}.` });
    if (before.version !== input.basedOn) {
      throw new AppError("conflict", { detail: "Somebody changed it meanwhile.", current: executorRow(before) });
    }
    checkChange(before, input);
    const isDefault = input.isDefault ?? before.isDefault;
    if (isDefault && !before.isDefault) await leaveDefault(run, before.stream);
    const { name = before.name, enabled = before.enabled, url = before.url, idempotent = before.idempotent } = input;
    const secret = input.secret === undefined ? before.secret : sealSecret(input.secret, app.settings.authSecret);
    const values = [id, name, enabled, isDefault, url, secret, idempotent, app.now(), actor.name];
    const { rows } = await run(updateSql, values);
    const after = executorRow(executorRecord(rows[0]));
    await appendAudit(run, {
      actor,
      action: "executor.change",
      resource: `executor:${id}`,
      outcome: "success",
      before: executorRow(before),
      after: { ...after, reason: input.reason, secretChanged: input.secret !== undefined },
    });
    await tell(run, before.stream, await bindToExecutor(run, after, app.now()));
    return after;
  });
}
