import { firstPolicy, type Policy, policySchema } from "../../lib/thresholds/policy.ts";
import type { ScoringSession } from "../event-log/lease.ts";

/** A published version of a stream's policy. */
export interface PublishedPolicy {
  readonly version: number;
  /** Null where the stored text is no valid policy: it is never activated. */
  readonly policy: Policy | null;
  readonly author: string;
  /** Why, in its author's words. */
  readonly reason: string;
  /** Offset from which it holds; null until scoring has taken it up. */
  readonly activeFrom: number | null;
  /** When it was taken up, microseconds since 1970. */
  readonly activatedUs: number | null;
}

/** Gives a stream without any policy the one that every stream starts with. */
export async function ensureFirstPolicy({ client, stream }: ScoringSession): Promise<void> {
  await client.query(
    `INSERT INTO policy (stream, version, body, reason, author)
     SELECT $1, $2, $3, 'What every stream starts with.', 'system'
     WHERE NOT EXISTS (SELECT 1 FROM policy WHERE stream = $1)
     ON CONFLICT DO NOTHING`,
    [stream, firstPolicy.version, JSON.stringify(firstPolicy)],
  );
}

/** The versions after `afterVersion`, oldest first. */
export async function readPolicies(
  { client, stream }: ScoringSession,
  afterVersion: number,
): Promise<PublishedPolicy[]> {
  const { rows } = await client.query<{
    version: number;
    body: unknown;
    author: string;
    reason: string;
    active_from: string | null;
    activated_us: number | null;
  }>(
    `SELECT version, body, author, reason, active_from,
       (extract(epoch FROM activated_at) * 1000000)::float8 AS activated_us
     FROM policy WHERE stream = $1 AND version > $2 ORDER BY version`,
    [stream, afterVersion],
  );
  return rows.map(({ version, body, author, reason, active_from, activated_us }) => {
    // The row's version is the one that counts, whatever the body says.
    const parsed = policySchema.safeParse(typeof body === "object" ? { ...body, version } : body);
    const activeFrom = active_from === null ? null : Number(active_from);
    return {
      version,
      policy: parsed.success ? parsed.data : null,
      author,
      reason,
      activeFrom,
      activatedUs: activated_us,
    };
  });
}
