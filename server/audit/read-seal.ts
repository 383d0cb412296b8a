import type { AuditSeal } from "../../lib/contracts/audit.ts";
import type { Pool } from "../db/pg.ts";
import { readKeys } from "./read-record.ts";

interface SealRow {
  readonly now: Date;
  readonly waiting: number;
  readonly waiting_since: Date | null;
  readonly seal: string | null;
  readonly hash: string | null;
  readonly at: string | null;
  readonly key_id: string | null;
}

/** How far the record is sealed. */
export async function readSeal(pool: Pool): Promise<AuditSeal> {
  const { rows } = await pool.query<SealRow>(
    `SELECT now() AS now, waiting.count::int AS waiting, waiting.since AS waiting_since,
       root.seal, encode(root.hash, 'hex') AS hash, root.at, root.key_id
     FROM (SELECT count(*) AS count, min(at) AS since FROM audit_entry WHERE seal IS NULL) waiting
     LEFT JOIN (SELECT * FROM audit_root ORDER BY seal DESC LIMIT 1) root ON true`,
  );
  const row = rows[0];
  if (row === undefined) throw new Error("The database answers a row with no row.");
  return {
    sealedTo: Number(row.seal ?? 0),
    hash: row.hash,
    signedAt: row.at,
    keyId: row.key_id,
    waiting: row.waiting,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    now: row.now.toISOString(),
    keys: await readKeys(pool),
  };
}
