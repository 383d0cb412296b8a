import { randomInt } from "node:crypto";
import { connect } from "../../db/pg.ts";
import type { RunStatement } from "../../db/run-statement.ts";

const lifeClass = 7421;

/** A worker's sign of life: an advisory lock that the database lets go when the process or its connection dies. */
export interface WorkerLife {
  /** What claims are signed with. */
  readonly worker: number;
  /** Settles when the connection is gone: from then on others may take over what was claimed. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

/** Begins a life under a number of its own. `url` is a direct connection: a pooler would hand the lock to others. */
export async function beginLife(url: string): Promise<WorkerLife> {
  const client = await connect({ url, name: "tideline response worker", queryTimeoutMs: 10_000 });
  const worker = randomInt(1, 2 ** 31 - 1);
  await client.query({ text: "SELECT pg_advisory_lock($1::int, $2::int)", values: [lifeClass, worker] });
  const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
  return { worker, ended, end: () => client.end().catch(() => undefined) };
}

const abandonedSql = `
  SELECT id FROM response WHERE claimed_by IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = ${lifeClass} AND l.objid = response.claimed_by::oid
      AND l.objsubid = 2 AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
  ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`;

/** The responses whose worker has died, locked. */
export async function lockAbandoned(run: RunStatement): Promise<number[]> {
  const { rows } = await run(abandonedSql, []);
  return rows.map(({ id }) => Number(id));
}
