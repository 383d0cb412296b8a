import type { EventColumns } from "../../lib/event/columns.ts";
import { createColumnsBuilder } from "../../lib/event/columns-builder.ts";
import { defaultLimits } from "../../lib/normalise/limits.ts";
import { createNormaliser } from "../../lib/normalise/normalise.ts";
import { splitRecords } from "../../lib/normalise/split-records.ts";
import { zoneOffset } from "../../server/sources/zone-offset.ts";

/** Bytes of a log, and the name of the replay that it is read as; empty where it came as it happened. */
export interface LogBytes {
  readonly bytes: Uint8Array;
  readonly replay: string;
  readonly receivedMs: number;
}

/** The records of a log as columns, as the web process makes them; null where nothing in it can be read. */
export function columnsOfRecords({ bytes, replay, receivedMs }: LogBytes): EventColumns | null {
  const { records } = splitRecords(bytes, defaultLimits);
  const builder = createColumnsBuilder(Math.max(1, records.length));
  const normaliser = createNormaliser({
    format: "auto",
    zone: zoneOffset("UTC"),
    referenceTime: receivedMs,
    limits: defaultLimits,
  });
  let read = 0;
  for (const { offset, length } of records) {
    const result = normaliser.normalise(bytes, offset, length);
    if (!result.ok) continue;
    const { event, format } = result;
    builder.add(event, { received: receivedMs, source: 1, replay, rawOffset: 0, rawLength: length, format });
    read += 1;
  }
  return read === 0 ? null : structuredClone(builder.build());
}
