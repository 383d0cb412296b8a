import type { Pool } from "../db/pg.ts";
import { always } from "../ledger/ledger-counts.ts";
import { readStanding } from "../ledger/read-standing.ts";
import { WaitingCounter } from "../ledger/waiting-counter.ts";

/** What of a stream is taken in and not scored. */
export interface Waiting {
  readonly bySource: ReadonlyMap<number, number>;
  /** Age of the oldest, 0 if none waits. */
  readonly lagMs: number;
}

interface Reader {
  readonly generation: number;
  readonly counter: WaitingCounter;
  running: Promise<unknown>;
}

const readers = new WeakMap<Pool, Map<number, Reader>>();

/** A counter unpacks each block once; one of another generation has blocks of other events. */
function readerOf(pool: Pool, stream: number, generation: number): Reader {
  const ofPool = readers.get(pool) ?? new Map<number, Reader>();
  readers.set(pool, ofPool);
  const known = ofPool.get(stream);
  if (known?.generation === generation) return known;
  const fresh = { generation, counter: new WaitingCounter(), running: Promise.resolve() };
  ofPool.set(stream, fresh);
  return fresh;
}

/** What waits, by source; one reading of a stream at a time. */
export async function readWaiting(pool: Pool, stream: number): Promise<Waiting> {
  const { head, position, lagMs, generation } = await readStanding(pool, stream);
  if (head <= position) return { bySource: new Map(), lagMs: 0 };
  const reader = readerOf(pool, stream, generation);
  const counted = reader.running
    .catch(() => undefined)
    .then(() => reader.counter.count(pool, { stream, position, span: always }));
  reader.running = counted;
  return { bySource: await counted, lagMs };
}
