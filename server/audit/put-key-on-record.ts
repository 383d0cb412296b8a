import { keyAction, keyResource } from "../../lib/record/record-lines.ts";
import { type Pool, withTransaction } from "../db/pg.ts";
import type { SigningKey } from "./signing-key.ts";

/**
 * Publishes the public half of a key that has not signed before, and writes into the record that it takes over and from
 * which: the chain itself says who may sign it. Does nothing for a key that is known.
 */
export async function putKeyOnRecord(pool: Pool, key: SigningKey): Promise<boolean> {
  return withTransaction(pool, async (client) => {
    const before = await client.query<{ id: string; public_key: string }>(
      "SELECT id, public_key FROM audit_key ORDER BY since DESC LIMIT 1",
    );
    const made = await client.query(
      "INSERT INTO audit_key (id, public_key) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
      [key.id, key.publicKey],
    );
    if (made.rowCount !== 1) return false;
    const { id, public_key: publicKey } = before.rows[0] ?? {};
    await client.query(
      `INSERT INTO audit_entry (actor_kind, actor, action, resource, outcome, before, after)
       VALUES ('system', 'sealer', $1, $2, 'success', $3::jsonb, $4::jsonb)`,
      [
        keyAction,
        keyResource(key.id),
        id === undefined ? null : JSON.stringify({ id, publicKey }),
        JSON.stringify({ id: key.id, publicKey: key.publicKey }),
      ],
    );
    return true;
  });
}
