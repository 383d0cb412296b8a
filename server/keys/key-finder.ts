import { keyMakerSchema } from "../../lib/contracts/keys.ts";
import { type KeyMaker, type KeyScope, keyScopes } from "../../lib/contracts/permissions.ts";
import type { Queryable } from "../db/pg.ts";
import { hashKeySecret, isKeySecret } from "./key-secret.ts";

export interface FoundKey {
  readonly id: string;
  readonly stream: number;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly maker: KeyMaker;
  readonly loopbackOnly: boolean;
  readonly recordsPerSecond: number;
}

/** Finds living keys by their secret. */
export interface KeyFinder {
  /** Null for what is unknown, revoked or expired. Rejects where the database cannot be asked. */
  find(secret: string): Promise<FoundKey | null>;
  /** To be called when keys changed, and when notifications may have been missed. */
  forget(): void;
}

/** A key that was revoked works for at most this long, even if the notification is lost. */
const freshMs = 1_000;
const mostCached = 1_000;

interface KeyRow {
  readonly id: string;
  readonly stream: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly maker: string | null;
  readonly loopback_only: boolean;
  readonly records_per_second: number;
}

export function createKeyFinder(db: Queryable, now: () => number = Date.now): KeyFinder {
  const cache = new Map<string, { readonly key: Promise<FoundKey | null>; readonly askedMs: number }>();

  async function ask(hash: Buffer): Promise<FoundKey | null> {
    const { rows } = await db.query<KeyRow>({
      text: `SELECT k.id, k.stream, k.name, k.scopes, k.loopback_only, k.records_per_second,
          CASE WHEN u.disabled THEN 'disabled' ELSE u.role END AS maker
        FROM api_key k LEFT JOIN "user" u ON u.email = k.created_by
        WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      values: [hash],
    });
    const row = rows[0];
    if (row === undefined) return null;
    const { id, stream, name, loopback_only: loopbackOnly, records_per_second: recordsPerSecond } = row;
    const scopes = keyScopes.filter((scope) => row.scopes.includes(scope));
    return { id, stream, name, scopes, loopbackOnly, recordsPerSecond, maker: keyMakerSchema.parse(row.maker) };
  }

  return {
    async find(secret) {
      if (!isKeySecret(secret)) return null;
      const hash = hashKeySecret(secret);
      const name = hash.toString("base64");
      const known = cache.get(name);
      if (known !== undefined && now() - known.askedMs < freshMs) return known.key;
      const key = ask(hash);
      if (cache.size >= mostCached) cache.clear();
      cache.set(name, { key, askedMs: now() });
      // Only what was found is kept: a failure or an unknown key is asked for again.
      const found = await key.catch((error: unknown) => {
        cache.delete(name);
        throw error;
      });
      if (found === null) cache.delete(name);
      return found;
    },
    forget: () => cache.clear(),
  };
}
