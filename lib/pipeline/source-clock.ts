import type { EventColumns } from "../event/columns.ts";
import { EffectiveTime } from "../features/effective-time.ts";
import { nameKind, type TextIds } from "../features/text-ids.ts";

/** Effective time of rows: one watermark per source and replay. */
export class SourceClock extends EffectiveTime {
  /** Effective time of a row in ms; `adjusted` then says whether it is the event's own. */
  timeOf(columns: EventColumns, row: number, ids: TextIds): number {
    const replay = columns.replay[row] ?? 0;
    const source = columns.source[row] ?? 0;
    const high = (source ^ (replay === 0 ? 0 : ids.high(nameKind.word, replay))) >>> 0;
    const low = (Math.imul(source, 0x9e3779b1) + 1 + ids.low(nameKind.word, replay)) >>> 0;
    const own = columns.time[row] ?? Number.NaN;
    return this.resolve(this.source(high, low), own, columns.received[row] ?? Number.NaN, replay !== 0);
  }
}
