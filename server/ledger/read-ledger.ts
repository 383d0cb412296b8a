import type { StreamName } from "../../lib/contracts/common.ts";
import type { Ledger } from "../../lib/contracts/ledger.ts";
import type { Pool, PoolClient } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { balanceLedger } from "./balance-ledger.ts";
import { addUpIntake, countEvents } from "./count-span.ts";
import { EventCounter } from "./event-counter.ts";
import { IntakeAdder } from "./intake-adder.ts";
import { always, type LedgerReading, type Span } from "./ledger-counts.ts";
import { inSnapshot, withClient } from "./ledger-snapshot.ts";
import { readLeafChanges } from "./read-leaves.ts";
import { addExpired, countDeadLetters, readSourceNames, readStanding } from "./read-standing.ts";
import { WaitingCounter } from "./waiting-counter.ts";

export interface LedgerQuery {
  readonly stream: StreamName;
  /** First UTC day, as 2026-11-22. With a span every row of its days is read: seconds, where the whole takes milliseconds. */
  readonly from?: string;
  /** Last UTC day. */
  readonly to?: string;
}

/** What is remembered of one stream between readings. */
class LedgerReader {
  readonly #stream: number;
  #generation = 0;
  #events: EventCounter;
  #intake: IntakeAdder;
  #waiting = new WaitingCounter();

  constructor(stream: number) {
    this.#stream = stream;
    this.#events = new EventCounter(stream, Date.now);
    this.#intake = new IntakeAdder(stream);
  }

  /** The stream began anew: its offsets and partitions are others. */
  #forget(generation: number): void {
    this.#generation = generation;
    this.#events = new EventCounter(this.#stream, Date.now);
    this.#intake = new IntakeAdder(this.#stream);
    this.#waiting = new WaitingCounter();
  }

  async read(client: PoolClient): Promise<LedgerReading> {
    const stream = this.#stream;
    const eventChanges = await readLeafChanges(client, "event", stream);
    const intakeChanges = await readLeafChanges(client, "intake", stream);
    return inSnapshot(client, stream, async () => {
      const standing = await readStanding(client, stream);
      if (standing.generation !== this.#generation) this.#forget(standing.generation);
      const names = await readSourceNames(client, stream);
      const intake = await this.#intake.add(client, intakeChanges);
      const scored = await this.#events.count(client, standing.position, eventChanges);
      const waiting = await this.#waiting.count(client, { stream, position: standing.position, span: always });
      const deadLettered = await countDeadLetters(client, stream, always);
      const expired = await addExpired(client, { stream, span: always, intake });
      return { ...standing, names, intake, scored, waiting, deadLettered, expired, whole: true };
    });
  }
}

async function readSpan(client: PoolClient, stream: number, span: Span): Promise<LedgerReading> {
  return inSnapshot(client, stream, async () => {
    const standing = await readStanding(client, stream);
    const names = await readSourceNames(client, stream);
    const intake = await addUpIntake(client, stream, span);
    const scored = await countEvents(client, stream, span);
    const waiting = await new WaitingCounter().count(client, { stream, position: standing.position, span });
    const deadLettered = await countDeadLetters(client, stream, span);
    const expired = await addExpired(client, { stream, span, intake });
    return { ...standing, names, intake, scored, waiting, deadLettered, expired, whole: false };
  });
}

interface Waiting {
  readonly reader: LedgerReader;
  running: Promise<unknown>;
  next: Promise<Ledger> | null;
}

const readers = new WeakMap<Pool, Map<StreamName, Waiting>>();

function readerOf(pool: Pool, stream: StreamName): Waiting {
  const ofPool = readers.get(pool) ?? new Map<StreamName, Waiting>();
  readers.set(pool, ofPool);
  const known = ofPool.get(stream);
  if (known !== undefined) return known;
  const fresh = { reader: new LedgerReader(streamNumbers[stream]), running: Promise.resolve(), next: null };
  ofPool.set(stream, fresh);
  return fresh;
}

/** One reading at a time; all who ask while it runs share the one after it. */
function readWhole(pool: Pool, stream: StreamName): Promise<Ledger> {
  const waiting = readerOf(pool, stream);
  waiting.next ??= waiting.running.then(async () => {
    waiting.next = null;
    const reading = withClient(pool, (client) => waiting.reader.read(client));
    waiting.running = reading.catch(() => undefined);
    return balanceLedger(stream, await reading);
  });
  return waiting.next;
}

/** Of a day before the year 9999: five digits would not be read as a year. */
function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * The conservation ledger: what ingest answered against what is counted in the log and the tables of scores. `asOf` is
 * the snapshot that all figures are of. Older rows may have been counted in an earlier one; such a count holds as long
 * as the server reports no update or deletion in its partition, and is made anew in turn.
 */
export async function readLedger(pool: Pool, { stream, from, to }: LedgerQuery): Promise<Ledger> {
  if (from === undefined && to === undefined) return readWhole(pool, stream);
  // In UTC, whatever the session's time zone.
  const span = {
    from: from === undefined ? always.from : `${from} 00:00:00+00`,
    to: to === undefined ? always.to : `${dayAfter(to)} 00:00:00+00`,
  };
  return balanceLedger(stream, await withClient(pool, (client) => readSpan(client, streamNumbers[stream], span)));
}
