import { entryText, genesisHash, rootText } from "../../lib/record/record-lines.ts";
import { type Pool, type PoolClient, withTransaction } from "../db/pg.ts";
import { appendPush } from "../realtime/append-push.ts";
import { cryptography } from "./cryptography.ts";
import { type ContentRow, contentColumns, contentOf } from "./record-rows.ts";
import type { SigningKey } from "./signing-key.ts";

/** Entries of one transaction: short ones let others write between. */
const mostAtOnce = 2_000;
/** Seals that a push message tells one by one. */
const mostTold = 100;
/** Names the sealer's lock among all advisory locks of the database. */
const lockClass = 0x5345414c;

interface Place {
  readonly seal: number;
  readonly hash: string;
}

interface Linked extends Place {
  readonly id: string;
  readonly previousHash: string;
}

async function readLast(client: PoolClient): Promise<Place> {
  const { rows } = await client.query<{ seal: string; hash: string }>(
    "SELECT seal, encode(hash, 'hex') AS hash FROM audit_entry WHERE seal IS NOT NULL ORDER BY seal DESC LIMIT 1",
  );
  return rows[0] === undefined ? { seal: 0, hash: genesisHash } : { seal: Number(rows[0].seal), hash: rows[0].hash };
}

function link(rows: readonly ContentRow[], last: Place): Linked[] {
  let { seal, hash } = last;
  return rows.map((row) => {
    const previousHash = hash;
    seal += 1;
    hash = cryptography.sha256(entryText(contentOf(row, { seal, previousHash })));
    return { id: row.id, seal, previousHash, hash };
  });
}

async function store(client: PoolClient, linked: readonly Linked[]): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE audit_entry AS entry
     SET seal = given.seal, previous_hash = decode(given.previous_hash, 'hex'), hash = decode(given.hash, 'hex')
     FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) AS given (id, seal, previous_hash, hash)
     WHERE entry.id = given.id AND entry.seal IS NULL`,
    [
      linked.map(({ id }) => id),
      linked.map(({ seal }) => seal),
      linked.map(({ previousHash }) => previousHash),
      linked.map(({ hash }) => hash),
    ],
  );
  if (rowCount !== linked.length) throw new Error("Audit entries were sealed by somebody else at the same time.");
}

async function signRoot(client: PoolClient, key: SigningKey, { seal, hash, at }: Place & { readonly at: string }) {
  const signature = key.sign(rootText({ seal, hash, at, keyId: key.id }));
  await client.query(
    "INSERT INTO audit_root (seal, hash, at, key_id, signature) VALUES ($1, decode($2, 'hex'), $3, $4, $5)",
    [seal, hash, at, key.id, signature],
  );
}

export interface Sealed {
  readonly count: number;
  /** More wait than went into this transaction. */
  readonly more: boolean;
}

/**
 * Links the committed entries that have no seal yet, in the order in which they were written, and signs a root over the
 * chain. An entry whose transaction was still open is not seen, and gets a later number when it is: whatever was
 * committed before another entry was begun stands before it. Null while another sealer is at it.
 */
export async function sealEntries(pool: Pool, key: SigningKey, now: () => Date): Promise<Sealed | null> {
  return withTransaction(pool, async (client) => {
    const lock = await client.query<{ locked: boolean }>("SELECT pg_try_advisory_xact_lock($1, 0) AS locked", [
      lockClass,
    ]);
    if (!lock.rows[0]?.locked) return null;
    const { rows } = await client.query<ContentRow>(
      `SELECT ${contentColumns} FROM audit_entry WHERE seal IS NULL ORDER BY id LIMIT $1`,
      [mostAtOnce],
    );
    const linked = link(rows, await readLast(client));
    const last = linked.at(-1);
    if (last === undefined) return { count: 0, more: false };
    await store(client, linked);
    const at = now().toISOString();
    await signRoot(client, key, { ...last, at });
    const sealed = linked.slice(-mostTold).map(({ id, seal }) => ({ id: Number(id), seal }));
    const body = { sealedTo: last.seal, signedAt: at, newest: Number(last.id), sealed };
    await appendPush(
      (sql, params) => client.query<Record<string, unknown>>(sql, [...params]),
      [{ kind: "record", stream: null, body }],
    );
    return { count: linked.length, more: rows.length === mostAtOnce };
  });
}
