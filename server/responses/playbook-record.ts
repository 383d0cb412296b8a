import { z } from "zod";
import { type Playbook, playbookBodySchema, playbookSchema } from "../../lib/contracts/playbooks.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";

const recordSchema = z.object({
  id: z.number().int(),
  stream: z.number().int(),
  version: z.number().int(),
  body: playbookBodySchema,
  author: z.string(),
  reason: z.string(),
  updatedAt: z.date(),
  proposed: z.number().int(),
  approved: z.number().int(),
});
export type PlaybookRecord = z.infer<typeof recordSchema>;

/** With what it led to in 7 days, over the index of playbook and time. */
const readSql = (where: string) => `
  SELECT p.id, p.stream, p.version, p.body, p.author, p.reason, p.updated_at AS "updatedAt",
    coalesce(r.proposed, 0) AS proposed, coalesce(r.approved, 0) AS approved
  FROM playbook p LEFT JOIN LATERAL (
    SELECT count(*)::int AS proposed, count(*) FILTER (WHERE approved_hash IS NOT NULL)::int AS approved
    FROM response WHERE playbook_id = p.id AND proposed_at > now() - interval '7 days') r ON true
  WHERE ${where} ORDER BY p.id`;

async function read(run: RunStatement, where: string, value: number): Promise<PlaybookRecord[]> {
  const { rows } = await run(readSql(where), [value]);
  return rows.map((row) => recordSchema.parse(row));
}

/** All playbooks of a stream: there are as many as people write. */
export function readPlaybooks(run: RunStatement, stream: number): Promise<PlaybookRecord[]> {
  return read(run, "p.stream = $1", stream);
}

export async function readPlaybook(run: RunStatement, id: number): Promise<PlaybookRecord | null> {
  return (await read(run, "p.id = $1", id))[0] ?? null;
}

export function playbookRow({ stream, updatedAt, ...shown }: PlaybookRecord): Playbook {
  return playbookSchema.parse({ ...shown, stream: streamName(stream), updatedAt: updatedAt.toISOString() });
}
