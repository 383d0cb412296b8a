import { z } from "zod";
import { playbookDetailSchema } from "../../lib/contracts/playbooks.ts";
import type { Principal } from "../auth/principal.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { streamName } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { checkOwnStream } from "../http/check-own-stream.ts";
import { playbookRow, readPlaybook } from "./playbook-record.ts";

const versionSchema = z.object({ at: z.date().transform((at) => at.toISOString()) }).loose();

/** One playbook with its newest hundred versions. */
export async function getPlaybook(
  pool: Pool,
  { id, principal }: { readonly id: number; readonly principal: Principal },
): Promise<z.infer<typeof playbookDetailSchema>> {
  const run = readingFrom(pool);
  const record = await readPlaybook(run, id);
  if (record === null) throw new AppError("not_found", { detail: `There is no playbook ${id}.` });
  checkOwnStream(principal, streamName(record.stream));
  const { rows } = await run(
    `SELECT version, body, author, reason, at FROM playbook_version WHERE playbook_id = $1
    ORDER BY version DESC LIMIT 100`,
    [id],
  );
  return playbookDetailSchema.parse({
    ...playbookRow(record),
    versions: rows.map((row) => versionSchema.parse(row)),
  });
}
