import { readingFrom } from "../../db/in-transaction.ts";
import type { Pool } from "../../db/pg.ts";
import { readPlaybooks } from "../../responses/playbook-record.ts";
import { readProtected } from "../../responses/read-protected.ts";
import type { AskedPlaybooks } from "./responses-of.ts";

/** Playbooks and the protected list of a stream as they are now. */
export async function readAskedPlaybooks(pool: Pool, stream: number): Promise<AskedPlaybooks> {
  const run = readingFrom(pool);
  const [playbooks, protectedPatterns] = await Promise.all([readPlaybooks(run, stream), readProtected(run, stream)]);
  return { playbooks: playbooks.map(({ id, body }) => ({ ...body, id })), protectedPatterns };
}
