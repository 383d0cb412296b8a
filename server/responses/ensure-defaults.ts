import type { StreamName } from "../../lib/contracts/common.ts";
import { type PlaybookBody, playbookBodySchema } from "../../lib/contracts/playbooks.ts";
import { defaultPlaybooks } from "../../lib/responses/default-playbooks.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { systemActor } from "./take-step.ts";

const addExecutorSql = `
  INSERT INTO executor (stream, name, kind, is_default, idempotent, updated_by) VALUES ($1, $2, $3, $4, true, $5)
  RETURNING id`;

/** Adds version 1 of a playbook. */
export async function insertPlaybook(
  run: RunStatement,
  { stream, body, author, reason }: { stream: number; body: PlaybookBody; author: string; reason: string },
): Promise<number> {
  const { rows } = await run(
    `WITH made AS (INSERT INTO playbook (stream, body, author, reason) VALUES ($1, $2::jsonb, $3, $4) RETURNING *)
    , kept AS (INSERT INTO playbook_version (playbook_id, version, body, author, reason)
      SELECT id, version, body, author, reason FROM made)
    SELECT id FROM made`,
    [stream, JSON.stringify(body), author, reason],
  );
  return Number(rows[0]?.id);
}

async function addDefaults(run: RunStatement, name: StreamName): Promise<void> {
  const stream = streamNumbers[name];
  const { rows } = await run("SELECT 1 FROM executor WHERE stream = $1 LIMIT 1", [stream]);
  if (rows.length > 0) return;
  const add = async (kind: "dry_run" | "lab", title: string, isDefault: boolean) => {
    const added = await run(addExecutorSql, [stream, title, kind, isDefault, systemActor.name]);
    return Number(added.rows[0]?.id);
  };
  const dryRun = await add("dry_run", "Dry run", name !== "demo");
  const executorId = name === "demo" ? await add("lab", "Lab network", true) : dryRun;
  for (const playbook of defaultPlaybooks(name)) {
    const body = playbookBodySchema.parse({ ...playbook, executorId });
    await insertPlaybook(run, { stream, body, author: systemActor.name, reason: "Comes with Tideline" });
  }
}

/** Gives each stream that has none its executors and playbooks. Several workers may start at once: one does it. */
export function ensureDefaults(pool: Pool): Promise<void> {
  return inTransaction(pool, async (run) => {
    await run("SELECT pg_advisory_xact_lock(7420, 2)::text", []);
    await addDefaults(run, "main");
    await addDefaults(run, "demo");
  });
}
