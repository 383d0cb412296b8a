import type pg from "pg";
import { connect, type Queryable, sqlStateOf } from "./pg.ts";

/** A connection kept for one loop. It is opened by the first query and again by the first query after it broke. */
export interface DedicatedConnection extends Queryable {
  /** One transaction. If the connection breaks inside it, the rest fails too instead of going on in a new session. */
  transaction<T>(work: (db: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface DedicatedOptions {
  readonly url: string;
  readonly name: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly queryTimeoutMs?: number;
}

/** Classes 08 (connection) and 57P (server shutting down): the session is gone although the server answered. */
function endsSession(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === null || state.startsWith("08") || state.startsWith("57P");
}

/**
 * A dedicated connection. A second query while one is under way is a bug of the caller and throws: pg would queue it,
 * and the order of statements would no longer be the order of the code.
 */
export function createDedicatedConnection(options: DedicatedOptions): DedicatedConnection {
  let client: pg.Client | null = null;
  let busy = false;

  async function opened(): Promise<pg.Client> {
    if (client !== null) return client;
    const fresh = await connect(options);
    fresh.once("end", () => {
      if (client === fresh) client = null;
    });
    client = fresh;
    return fresh;
  }

  function drop(): Promise<void> {
    const broken = client;
    client = null;
    return broken === null ? Promise.resolve() : broken.end().catch(() => undefined);
  }

  /** Runs `use` alone on the open connection, which is given up when the session turns out to be gone. */
  async function alone<T>(use: (connection: pg.Client) => Promise<T>): Promise<T> {
    if (busy) throw new Error(`The connection ${options.name} is busy: await each query.`);
    busy = true;
    try {
      return await use(await opened());
    } catch (error) {
      // Not awaited: ending a connection to a server that hangs would hang too.
      if (endsSession(error)) void drop();
      throw error;
    } finally {
      busy = false;
    }
  }

  return {
    query: <Row extends pg.QueryResultRow>(config: pg.QueryConfig) =>
      alone((connection) => connection.query<Row>(config)),
    transaction: (work) => alone((connection) => runTransaction(connection, work)),
    close: drop,
  };
}

async function runTransaction<T>(connection: pg.Client, work: (db: Queryable) => Promise<T>): Promise<T> {
  await connection.query("BEGIN");
  try {
    const result = await work(connection);
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    await connection.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
