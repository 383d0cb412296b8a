import { createMix, type MixRecord } from "../../lib/simulation/mix.ts";
import { statedTime } from "./load-clock.ts";
import type { LoadSettings } from "./load-contract.ts";

export interface Body {
  readonly bytes: Buffer;
  readonly records: number;
  readonly contentType: string;
}

export interface BodySupply {
  next(): Body;
  readonly meanBytes: number;
  readonly shares: Readonly<Record<string, number>>;
}

const lineEnd = 10;

interface Pool {
  bytes: Buffer;
  length: number;
  records: number;
}

function newPool(): Pool {
  return { bytes: Buffer.allocUnsafe(65_536), length: 0, records: 0 };
}

function addTo(pool: Pool, record: MixRecord, time: number): void {
  if (pool.length + record.room + 1 > pool.bytes.length) {
    pool.bytes = Buffer.concat([pool.bytes], 2 * pool.bytes.length + record.room);
  }
  const end = record.write(time, pool.bytes, pool.length);
  pool.bytes[end] = lineEnd;
  pool.length = end + 1;
  pool.records += 1;
}

/**
 * Bodies of the demonstration's mix. JSON records share requests, as a forwarder sends them; text lines gather by format
 * until a batch is full, so that shares stay what they are over many requests.
 */
export function prepareBodies(settings: LoadSettings, firstSerial: number): BodySupply {
  const mix = createMix({ seed: settings.seed, entities: settings.entities, firstSerial });
  const pools = { json: newPool(), sshd: newPool(), apache: newPool() };
  const make = (): Body => {
    const time = statedTime(settings.clock);
    for (;;) {
      const record = mix.next();
      const pool = record.format === "sshd" || record.format === "apache" ? pools[record.format] : pools.json;
      addTo(pool, record, time);
      if (pool.records < settings.batch) continue;
      const bytes = Buffer.from(pool.bytes.subarray(0, pool.length));
      const { records } = pool;
      pool.records = 0;
      pool.length = 0;
      return { bytes, records, contentType: pool === pools.json ? "application/x-ndjson" : "text/plain" };
    }
  };
  const ready = Array.from({ length: settings.prepared }, make);
  return {
    meanBytes: mix.meanBytes,
    shares: Object.fromEntries(mix.shares),
    next: () => ready.shift() ?? make(),
  };
}
