import { createMix } from "../../lib/simulation/mix.ts";
import { textFormats } from "../../lib/simulation/traffic-types.ts";
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

/**
 * Bodies of the demonstration's mix. JSON records share requests, as a forwarder sends them; text lines gather by format
 * until a batch is full, so that shares stay what they are over many requests.
 */
export function prepareBodies(settings: LoadSettings, firstSerial: number): BodySupply {
  const mix = createMix({ seed: settings.seed, entities: settings.entities, firstSerial });
  const pools = new Map<string, string[]>();
  const make = (): Body => {
    const time = Date.now();
    for (;;) {
      const { format, record } = mix.next(time);
      const kind = textFormats.has(format) ? format : "json";
      const pool = pools.get(kind) ?? [];
      pools.set(kind, pool);
      pool.push(record);
      if (pool.length < settings.batch) continue;
      pools.set(kind, []);
      const contentType = kind === "json" ? "application/x-ndjson" : "text/plain";
      return { bytes: Buffer.from(`${pool.join("\n")}\n`, "latin1"), records: pool.length, contentType };
    }
  };
  const ready = Array.from({ length: settings.prepared }, make);
  return {
    meanBytes: mix.meanBytes,
    shares: Object.fromEntries(mix.shares),
    next: () => ready.shift() ?? make(),
  };
}
