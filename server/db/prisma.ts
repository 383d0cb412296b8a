import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "./generated/client.ts";

export type Database = PrismaClient;
/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;
/** Where one statement does, inside a transaction or not. */
export type DatabaseOrTransaction = Database | Transaction;
/** Tagged SQL: values become parameters. */
export { Prisma as Sql };

interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  readonly max?: number;
}

/** Opens no connection before the first query. A statement that takes too long fails instead of holding a request. */
export function createDatabase({ url, name, max = 10 }: DatabaseOptions): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    query_timeout: 20_000,
    keepAlive: true,
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 15_000 } });
}
