import { genesisHash, type RecordLine, recordFormat } from "../../lib/record/record-lines.ts";
import type { Pool } from "../db/pg.ts";
import { type ContentRow, contentColumns, contentOf } from "./record-rows.ts";

interface SealedRow extends ContentRow {
  readonly seal: string;
  readonly hash_text: string;
  readonly previous_text: string;
  readonly root_hash: string | null;
  readonly root_at: string | null;
  readonly key_id: string | null;
  readonly signature: Buffer | null;
}

const pageSize = 1_000;
const pageSql = `
  SELECT entry.*, root.root_hash, root.root_at, root.key_id, root.signature
  FROM (
    SELECT seal, encode(hash, 'hex') AS hash_text, encode(previous_hash, 'hex') AS previous_text, ${contentColumns}
    FROM audit_entry WHERE seal > $1 AND seal <= $2 ORDER BY seal LIMIT ${pageSize}
  ) entry
  LEFT JOIN LATERAL (
    SELECT encode(hash, 'hex') AS root_hash, at AS root_at, key_id, signature FROM audit_root WHERE seal = entry.seal
  ) root ON true
  ORDER BY entry.seal`;

function* linesOf(row: SealedRow): Generator<RecordLine> {
  const seal = Number(row.seal);
  yield { type: "entry", ...contentOf(row, { seal, previousHash: row.previous_text }), hash: row.hash_text };
  const { root_hash: hash, root_at: at, key_id: keyId, signature } = row;
  if (hash === null || at === null || keyId === null || signature === null) return;
  yield { type: "root", seal, hash, at, keyId, signature: signature.toString("base64url") };
}

async function readHead(pool: Pool): Promise<{ seal: number; hash: string }> {
  const { rows } = await pool.query<{ seal: string; hash: string }>(
    "SELECT seal, encode(hash, 'hex') AS hash FROM audit_root ORDER BY seal DESC LIMIT 1",
  );
  return rows[0] === undefined ? { seal: 0, hash: genesisHash } : { seal: Number(rows[0].seal), hash: rows[0].hash };
}

/** Public keys that signed the record, the first first. */
export async function readKeys(pool: Pool) {
  const { rows } = await pool.query<{ id: string; public_key: string; since: Date }>(
    "SELECT id, public_key, since FROM audit_key ORDER BY since",
  );
  return rows.map(({ id, public_key: publicKey, since }) => ({ id, publicKey, since: since.toISOString() }));
}

/** The whole sealed record up to its newest root, line by line, for export and verification; a page in memory at a time. */
export async function* readRecord(pool: Pool, now: Date): AsyncGenerator<RecordLine> {
  const head = await readHead(pool);
  const keys = await readKeys(pool);
  yield {
    type: "header",
    format: recordFormat,
    exportedAt: now.toISOString(),
    sealedTo: head.seal,
    hash: head.hash,
    keys,
  };
  let entries = 0;
  let roots = 0;
  let last = 0;
  while (last < head.seal) {
    const { rows } = await pool.query<SealedRow>(pageSql, [last, head.seal]);
    // A hole at the end is left for the verifier to tell.
    if (rows.length === 0) break;
    for (const row of rows) {
      for (const line of linesOf(row)) {
        if (line.type === "entry") entries += 1;
        else roots += 1;
        yield line;
      }
      last = Number(row.seal);
    }
  }
  yield { type: "end", entries, roots };
}
