import type { z } from "zod";
import type { ProtectedEntity, protectedCreateSchema } from "../../lib/contracts/playbooks.ts";
import { isAddressRange } from "../../lib/responses/address-range.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import type { RunStatement } from "../realtime/append-push.ts";
import { inTransaction } from "./in-transaction.ts";
import { publishSteps } from "./publish-steps.ts";
import { protectedColumns, protectedEntity } from "./read-protected.ts";

async function tell(run: RunStatement, { stream }: ProtectedEntity): Promise<void> {
  const number = stream === null ? null : streamNumbers[stream];
  const body = { stream, what: "protected" } as const;
  await publishSteps(run, [], [{ kind: "responseSettings", stream: number, body }]);
}

/** Protects what fits the pattern from every response, from now on: also from what was approved and has not begun. */
export function addProtected(
  app: App,
  { input, actor }: { readonly input: z.infer<typeof protectedCreateSchema>; readonly actor: Actor },
): Promise<ProtectedEntity> {
  const { stream, kind, pattern, reason } = input;
  if (kind === "address" && !pattern.includes("*") && !isAddressRange(pattern)) {
    const message = "An address, a CIDR block such as 10.0.0.0/8, or an address with *.";
    throw new AppError("invalid_request", { detail: message, fields: [{ path: "body.pattern", message }] });
  }
  return inTransaction(app.pool, async (run) => {
    const { rows } = await run(
      `INSERT INTO protected_entity (stream, kind, pattern, reason, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT DO NOTHING RETURNING ${protectedColumns}`,
      [stream === null ? null : streamNumbers[stream], kind, pattern, reason, actor.name, app.now()],
    );
    if (rows[0] === undefined) throw new AppError("conflict", { detail: `${pattern} is protected already.` });
    const added = protectedEntity(rows[0]);
    const resource = `protected:${added.id}`;
    await appendAudit(run, { actor, action: "protected.add", resource, outcome: "success", after: added });
    await tell(run, added);
    return added;
  });
}

/** Takes the protection away; what comes with Tideline is in no table and stays. */
export function removeProtected(
  app: App,
  { id, reason, actor }: { readonly id: number; readonly reason: string; readonly actor: Actor },
): Promise<ProtectedEntity> {
  return inTransaction(app.pool, async (run) => {
    const { rows } = await run(`DELETE FROM protected_entity WHERE id = $1 RETURNING ${protectedColumns}`, [id]);
    if (rows[0] === undefined) throw new AppError("not_found", { detail: `There is no protected entry ${id}.` });
    const removed = protectedEntity(rows[0]);
    const audited = { before: removed, after: { reason } };
    await appendAudit(run, {
      actor,
      action: "protected.remove",
      resource: `protected:${id}`,
      outcome: "success",
      ...audited,
    });
    await tell(run, removed);
    return removed;
  });
}
