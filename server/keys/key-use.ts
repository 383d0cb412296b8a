import type { Queryable } from "../db/pg.ts";

/** Notes when and from where keys are used, beside the way of the requests: noting is one entry in a map. */
export interface KeyUse {
  note(keyId: string, address: string): void;
  /** Writes what is due; called by a timer. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const flushMs = 5_000;
/** A key in steady use is written once in this time. */
const writtenEveryMs = 60_000;
const mostRemembered = 10_000;

interface Use {
  readonly atMs: number;
  readonly address: string;
}

const updateSql = `UPDATE api_key k SET last_used_at = to_timestamp(u.at / 1000), last_used_address = u.address
  FROM unnest($1::uuid[], $2::float8[], $3::text[]) AS u (id, at, address)
  WHERE k.id = u.id AND (k.last_used_at IS NULL OR k.last_used_at < to_timestamp(u.at / 1000))`;

export function createKeyUse(db: Queryable, now: () => number = Date.now): KeyUse {
  const uses = new Map<string, Use>();
  const written = new Map<string, Use>();
  let writing = Promise.resolve();

  /** Not written within the last minute, or used from somewhere else since. */
  function due(): [string, Use][] {
    return [...uses].filter(([id, { atMs, address }]) => {
      const last = written.get(id);
      return last === undefined || atMs - last.atMs >= writtenEveryMs || last.address !== address;
    });
  }

  async function write(rows: readonly [string, Use][]): Promise<void> {
    const values = [
      rows.map(([id]) => id),
      rows.map(([, { atMs }]) => atMs),
      rows.map(([, { address }]) => address.slice(0, 100)),
    ];
    await db.query({ text: updateSql, values });
    if (written.size > mostRemembered) written.clear();
    for (const [id, use] of rows) {
      written.set(id, use);
      if (uses.get(id) === use) uses.delete(id);
    }
  }

  function flush(): Promise<void> {
    const rows = due();
    // What cannot be written now is written next time: it stays noted.
    if (rows.length > 0) writing = writing.then(() => write(rows)).catch(() => undefined);
    return writing;
  }

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    note(keyId, address) {
      if (uses.size >= mostRemembered && !uses.has(keyId)) return;
      uses.set(keyId, { atMs: now(), address });
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
