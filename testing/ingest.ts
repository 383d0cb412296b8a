import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstPolicy } from "../lib/thresholds/policy.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { createIngest, type Ingest, type IngestOptions } from "../server/events/ingest/ingest.ts";
import { trustedProxies } from "../server/http/request-peer.ts";
import { createKey } from "../server/keys/create-key.ts";
import { createWebServer } from "../server/web-server.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

/** A running intake over a database of its own, reached by HTTP. For tests. */
export interface IngestForTest {
  readonly database: TestDatabase;
  /** As the superuser, to look and to break. */
  readonly pool: Pool;
  readonly ingest: Ingest;
  readonly url: string;
  /** Secret of a key for stream main. */
  readonly key: string;
  send(body: BodyInit, options?: { headers?: Record<string, string>; query?: string; key?: string }): Promise<Response>;
  close(): Promise<void>;
}

export async function startIngestForTest(
  overrides: Partial<IngestOptions> & { readonly recordsPerSecond?: number; readonly withoutPolicy?: boolean } = {},
): Promise<IngestForTest> {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.superuserUrl, name: "test", max: 4 });
  const appPool = createPool({ url: database.url, name: "test-ingest", max: 4 });
  const stateDir = await mkdtemp(join(tmpdir(), "tideline-test-"));
  const { recordsPerSecond = 1_000_000, withoutPolicy, ...options } = overrides;
  if (!withoutPolicy) {
    await pool.query("INSERT INTO policy (stream, version, body, reason, author) VALUES (1, 1, $1, 'test', 'test')", [
      JSON.stringify(firstPolicy),
    ]);
  }
  const newKey = { stream: 1, name: "sender", scopes: ["ingest"], loopbackOnly: false, createdBy: "test" } as const;
  const key = await createKey(pool, { ...newKey, recordsPerSecond });
  const ingest = createIngest({
    pool: appPool,
    directUrl: database.url,
    streams: [1],
    stateDir,
    retentionBytes: 1e12,
    ...options,
  });
  const log = { error: () => undefined };
  const server = createWebServer({ ingest, log, trusted: trustedProxies([]), handlePage: async () => undefined });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${addressOf(server.address()).port}`;
  return {
    database,
    pool,
    ingest,
    url,
    key,
    send(body, { headers = {}, query = "", key: other } = {}) {
      const authorization = `Bearer ${other ?? key}`;
      return fetch(`${url}/api/v1/events${query}`, { method: "POST", body, headers: { authorization, ...headers } });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await ingest.close();
      await Promise.all([pool.end(), appPool.end()]);
      await database.drop();
      await rm(stateDir, { recursive: true });
    },
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return address;
}
