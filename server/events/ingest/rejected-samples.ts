import type { Queryable } from "../../db/pg.ts";
import type { RefusedSample } from "./parse-body.ts";

/** Keeps a few refused records of each source for people to look at; never in the way of ingest. */
export interface RejectedSamples {
  offer(stream: number, samples: readonly RefusedSample[]): void;
  /** Writes what was offered; called by a timer. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const flushMs = 1_000;
/** Of one source and flush; a sender of nothing but rubbish must not fill a table with it. */
const mostPerFlush = 3;
const keptPerSource = 100;

interface Offered extends RefusedSample {
  readonly stream: number;
}

async function writeSamples(db: Queryable, samples: readonly Offered[]): Promise<void> {
  await db.query({
    text: `WITH added AS (
        INSERT INTO rejected_sample (stream, source, reason, head)
        SELECT t.* FROM unnest($1::smallint[], $2::integer[], $3::text[], $4::bytea[]) AS t (stream, source, reason, head)
        WHERE EXISTS (SELECT 1 FROM source s WHERE s.id = t.source) RETURNING source
      )
      DELETE FROM rejected_sample s USING (SELECT DISTINCT source FROM added) a
      WHERE s.source = a.source AND s.id <= (
        SELECT id FROM rejected_sample o WHERE o.source = a.source ORDER BY id DESC OFFSET $5 LIMIT 1)`,
    values: [
      samples.map(({ stream }) => stream),
      samples.map(({ source }) => source),
      samples.map(({ reason }) => reason),
      samples.map(({ head }) => head),
      keptPerSource,
    ],
  });
}

export function createRejectedSamples(db: Queryable): RejectedSamples {
  let offered: Offered[] = [];
  const counts = new Map<number, number>();
  let writing = Promise.resolve();

  function flush(): Promise<void> {
    const samples = offered;
    offered = [];
    counts.clear();
    // A sample that cannot be written is let go: the count in the ledger does not depend on it.
    if (samples.length > 0) writing = writing.then(() => writeSamples(db, samples)).catch(() => undefined);
    return writing;
  }

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    offer(stream, samples) {
      for (const sample of samples) {
        const count = counts.get(sample.source) ?? 0;
        if (count >= mostPerFlush) continue;
        counts.set(sample.source, count + 1);
        offered.push({ ...sample, stream });
      }
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
