import { IdTable } from "./id-table.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";

const dayMs = 86_400_000;
const aheadMs = 300_000;
/** Largest time a Date can show; anything beyond is no time. */
const latestMs = 8.64e15;
const agreeing = 3;

const part = { watermark: 0, support: 1, last: 2, waiting: 3, earliest: 4, latest: 5 } as const;
const parts = 6;

/**
 * An effective time (ms) as far as a clock that all of a stream share may follow it: a replay states what it likes, and
 * what it dates later than its receipt counts as received then. Otherwise one record from a far year would be the end of
 * every hour to come.
 */
export function believedTime(time: number, received: number): number {
  return time > received + aheadMs ? received : time;
}

/**
 * Effective time of events (ARCHITECTURE, invariant 6), one watermark per source and replay.
 *
 * Live: the event's own time if it lies within [watermark - 24 h, received + 5 min], else the time of receipt, marked.
 * Replay: no clock. Own time from watermark - 24 h to watermark + 24 h; a time beyond either end is taken only when
 * three records in a row agree on it within 24 h (backward only while fewer than three records support the watermark,
 * so that a broken first record cannot spoil a replay). Until then such a record gets the watermark's time, marked.
 * No own time: the predecessor's time; without predecessor the time of receipt (live) or 1970 (replay); marked.
 */
export class EffectiveTime {
  /** Whether the last `resolve` did not use the event's own time. */
  adjusted = false;
  private readonly table: IdTable;
  private values = new Float64Array(0);

  constructor(limit: number) {
    this.table = new IdTable(limit);
    this.grow();
  }

  /** Slot of a source (its id and replay as one 64-bit id), to be kept for the rows that follow. */
  source(high: number, low: number): number {
    const slot = this.table.touch(high, low);
    if (!this.table.isNew) return slot;
    if (this.values.length < this.table.room * parts) this.grow();
    const at = slot * parts;
    this.values.fill(0, at, at + parts);
    this.values[at + part.watermark] = Number.NaN;
    this.values[at + part.last] = Number.NaN;
    return slot;
  }

  /** Effective time in ms; NaN only for a live event with neither own time nor time of receipt. */
  resolve(slot: number, own: number, received: number, replay: boolean): number {
    const at = slot * parts;
    const known = Math.abs(own) <= latestMs;
    this.adjusted = true;
    const time = !known
      ? this.predecessor(at, received, replay)
      : replay
        ? this.replayed(at, own)
        : this.live(at, own, received);
    if (!Number.isNaN(time)) this.values[at + part.last] = time;
    return time;
  }

  private predecessor(at: number, received: number, replay: boolean): number {
    const last = this.values[at + part.last] ?? Number.NaN;
    if (!Number.isNaN(last)) return last;
    return replay ? 0 : received;
  }

  private live(at: number, own: number, received: number): number {
    const watermark = this.values[at + part.watermark] ?? Number.NaN;
    if (own > received + aheadMs || own < watermark - dayMs) return received;
    return this.accept(at, own);
  }

  private replayed(at: number, own: number): number {
    const v = this.values;
    const watermark = v[at + part.watermark] ?? Number.NaN;
    const ahead = own > watermark + dayMs;
    const behind = own < watermark - dayMs;
    if (!ahead && !behind) {
      v[at + part.waiting] = 0;
      return this.accept(at, own);
    }
    if (behind && (v[at + part.support] ?? 0) >= agreeing) {
      v[at + part.waiting] = 0;
      return watermark;
    }
    if (this.wait(at, own) < agreeing) return watermark;
    v[at + part.waiting] = 0;
    v[at + part.watermark] = own;
    v[at + part.support] = agreeing;
    return this.accept(at, own);
  }

  /** Counts records in a row that agree on another time within 24 h. */
  private wait(at: number, own: number): number {
    const v = this.values;
    const earliest = Math.min(own, v[at + part.earliest] ?? own);
    const latest = Math.max(own, v[at + part.latest] ?? own);
    const waiting = v[at + part.waiting] ?? 0;
    const agrees = waiting > 0 && latest - earliest <= dayMs;
    v[at + part.waiting] = agrees ? waiting + 1 : 1;
    v[at + part.earliest] = agrees ? earliest : own;
    v[at + part.latest] = agrees ? latest : own;
    return v[at + part.waiting] ?? 0;
  }

  private accept(at: number, own: number): number {
    const watermark = this.values[at + part.watermark] ?? Number.NaN;
    if (!(own <= watermark)) this.values[at + part.watermark] = own;
    this.values[at + part.support] = (this.values[at + part.support] ?? 0) + 1;
    this.adjusted = false;
    return own;
  }

  private grow(): void {
    const values = new Float64Array(this.table.room * parts);
    values.set(this.values);
    this.values = values;
  }

  save(writer: StateWriter): void {
    this.table.save(writer);
    writer.put(this.values.subarray(0, this.table.size * parts));
  }

  restore(reader: StateReader): void {
    this.table.restore(reader);
    this.grow();
    this.values.set(reader.sized(reader.doubles(), this.table.size * parts));
  }
}
