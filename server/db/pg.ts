import pg from "pg";

/** Many short queries from many places. Only `server` uses its type; others hold it as an opaque handle. */
export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

/** Anything a single statement can be sent to. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
}

interface PoolOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  readonly max: number;
  /** Longest time a statement may take; a hung server must not hold a request for ever. */
  readonly statementTimeoutMs?: number;
  /** A connection that breaks while idle; the pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/** A pool of connections for reads and small writes. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.name,
    max: options.max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    query_timeout: options.statementTimeoutMs ?? 30_000,
    // The server gives up too: else it would go on working for somebody who has stopped waiting, for each who asks.
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    keepAlive: true,
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on("error", (error) => options.onIdleError?.(error));
  return pool;
}

/** One transaction on one connection of the pool: committed when `work` resolves, rolled back when it rejects. */
export async function withTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = "BEGIN",
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

interface ConnectOptions {
  readonly url: string;
  readonly name: string;
  /** Settings of the session, such as `enable_seqscan: "off"` against plans frozen on an empty table. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A query that takes longer is given up, and the connection with it. */
  readonly queryTimeoutMs?: number;
}

/** Opens one connection of its own. The caller ends it. */
export async function connect(options: ConnectOptions): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    query_timeout: options.queryTimeoutMs ?? 60_000,
    keepAlive: true,
  });
  // The failure also rejects the query under way; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  for (const [name, value] of Object.entries(options.settings ?? {})) {
    await client.query({ text: "SELECT set_config($1, $2, false)", values: [name, value] });
  }
  return client;
}

/** PostgreSQL's five-character code of an error, or null for anything else (a lost connection, a bug). */
export function sqlStateOf(error: unknown): string | null {
  return error instanceof pg.DatabaseError && error.code !== undefined ? error.code : null;
}
