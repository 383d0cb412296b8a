import type { z } from "zod";
import type { executorProbeSchema } from "../../lib/contracts/executors.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { readExecutor } from "./executor-record.ts";
import { openExecutor } from "./executors/open-executor.ts";

/** Asks the other side whether it hears us. Nothing is done by it, but a call goes out: that is in the record. */
export async function testExecutor(
  app: App,
  { id, actor }: { readonly id: number; readonly actor: Actor },
): Promise<z.infer<typeof executorProbeSchema>> {
  const run = readingFrom(app.pool);
  const record = await readExecutor(run, id);
  if (record === null) throw new AppError("not_found", { detail: `There is no executor ${id}.` });
  const { authSecret, webhookAllowInside: allowInside } = app.settings;
  const opened = openExecutor(record, app.pool, { authSecret, allowInside });
  const startedMs = performance.now();
  const { ok, detail } = opened.ok ? await opened.executor.test() : { ok: false, detail: opened.reason };
  const outcome = ok ? "success" : "failure";
  await appendAudit(run, { actor, action: "executor.test", resource: `executor:${id}`, outcome, after: { detail } });
  return { ok, detail, ms: Math.round(performance.now() - startedMs) };
}
