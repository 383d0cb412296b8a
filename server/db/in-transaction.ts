import { type Pool, type Queryable, withTransaction } from "./pg.ts";
import { retryWhenGivingWay } from "./retry-when-giving-way.ts";
import type { RunStatement } from "./run-statement.ts";

/** Single statements outside of a transaction, for reading. */
export function readingFrom(db: Queryable): RunStatement {
  return (text, values) => db.query({ text, values: [...values] });
}

/**
 * One transaction on pg: web and worker take the same steps by the same code. Locks are always taken in one order (kill
 * switch, responses by id, push counter); a transaction that still has to give way is run again.
 */
export function inTransaction<T>(pool: Pool, work: (run: RunStatement) => Promise<T>): Promise<T> {
  return retryWhenGivingWay(() => withTransaction(pool, (client) => work(readingFrom(client))));
}
