import type { Transaction } from "../db/prisma.ts";
import type { RunStatement } from "../db/run-statement.ts";

/** Prisma's transaction as what `appendPush` runs its statement on. */
export function runIn(tx: Transaction): RunStatement {
  return async (sql, params) => ({ rows: await tx.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...params) });
}
