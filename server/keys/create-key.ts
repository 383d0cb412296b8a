import type { KeyScope } from "../../lib/contracts/permissions.ts";
import type { Queryable } from "../db/pg.ts";
import { hashKeySecret, keyPrefix, newKeySecret } from "./key-secret.ts";

export interface NewKey {
  readonly stream: number;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly loopbackOnly: boolean;
  readonly recordsPerSecond: number;
  readonly createdBy: string;
}

/** Makes a key for the installation itself, with its audit entry. Returns the secret, which is nowhere else. */
export async function createKey(db: Queryable, key: NewKey): Promise<string> {
  const secret = newKeySecret();
  await db.query({
    text: `WITH made AS (
        INSERT INTO api_key (stream, name, prefix, hash, scopes, loopback_only, records_per_second, created_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, name, scopes
      ), audited AS (
        INSERT INTO audit_entry (actor_kind, actor, action, resource, outcome, after)
        SELECT 'system', $8, 'key.create', 'key:' || id, 'success', jsonb_build_object('name', name, 'scopes', scopes) FROM made
      )
      SELECT pg_notify('tideline_keys', '')`,
    values: [
      key.stream,
      key.name,
      keyPrefix(secret),
      hashKeySecret(secret),
      key.scopes,
      key.loopbackOnly,
      key.recordsPerSecond,
      key.createdBy,
    ],
  });
  return secret;
}

/** Revokes the living keys of that name and maker, with audit entries: those of an earlier start. */
export async function revokeKeysOf(
  db: Queryable,
  { name, createdBy }: { readonly name: string; readonly createdBy: string },
): Promise<void> {
  await db.query({
    text: `WITH revoked AS (
        UPDATE api_key SET revoked_at = now() WHERE name = $1 AND created_by = $2 AND revoked_at IS NULL RETURNING id
      ), audited AS (
        INSERT INTO audit_entry (actor_kind, actor, action, resource, outcome)
        SELECT 'system', $2, 'key.revoke', 'key:' || id, 'success' FROM revoked
      )
      SELECT pg_notify('tideline_keys', '')`,
    values: [name, createdBy],
  });
}
