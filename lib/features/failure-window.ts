import { IdTable } from "./id-table.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";

export const failureWindowMs = 600_000;
/** Failure records remembered per origin. A window that holds more is at least this full, which is all that matters. */
export const failureRingLength = 64;

/**
 * Failed sign-ins per origin within ten minutes of effective time, exactly: the times of the latest failures in a
 * ring, allocated when an origin fails for the first time. Failures are counted whether or not they were flagged: the
 * burst is judged against a fixed prior, so counting it cannot make it normal.
 */
export class FailureWindow {
  readonly table: IdTable;
  private times = new Float64Array(0);
  private occurrences = new Uint16Array(0);
  /** Newest time per origin: the window ends there, so that a late record cannot turn it back. */
  private newest = new Float64Array(0);
  private written = new Float64Array(0);

  constructor(limit: number) {
    this.table = new IdTable(limit);
    this.grow();
  }

  /** Failures of the origin in the ten minutes up to `time` (ms) or its newest failure, whichever is later. */
  count(high: number, low: number, time: number): number {
    const slot = this.table.find(high, low);
    return slot < 0 ? 0 : this.countSlot(slot, time);
  }

  private countSlot(slot: number, time: number): number {
    const from = Math.max(time, this.newest[slot] ?? 0) - failureWindowMs;
    const kept = Math.min(failureRingLength, this.written[slot] ?? 0);
    const at = slot * failureRingLength;
    let count = 0;
    for (let i = at; i < at + kept; i += 1) {
      if ((this.times[i] ?? 0) >= from) count += this.occurrences[i] ?? 0;
    }
    return count;
  }

  /** Remembers a failure that stands for `occurrences` (0 restates one that another record reports: nothing to do). */
  learn(high: number, low: number, time: number, occurrences: number): void {
    if (occurrences === 0) return;
    const slot = this.table.touch(high, low);
    if (this.table.isNew) {
      if (this.newest.length < this.table.room) this.grow();
      this.written[slot] = 0;
      this.newest[slot] = time;
    }
    const written = this.written[slot] ?? 0;
    const at = slot * failureRingLength + (written % failureRingLength);
    this.times[at] = time;
    this.occurrences[at] = occurrences;
    this.written[slot] = written + 1;
    if (time > (this.newest[slot] ?? 0)) this.newest[slot] = time;
  }

  private grow(): void {
    const room = this.table.room;
    const times = new Float64Array(room * failureRingLength);
    const occurrences = new Uint16Array(room * failureRingLength);
    const newest = new Float64Array(room);
    const written = new Float64Array(room);
    times.set(this.times);
    occurrences.set(this.occurrences);
    newest.set(this.newest);
    written.set(this.written);
    this.times = times;
    this.occurrences = occurrences;
    this.newest = newest;
    this.written = written;
  }

  save(writer: StateWriter): void {
    const size = this.table.size;
    this.table.save(writer);
    writer.put(this.times.subarray(0, size * failureRingLength));
    writer.put(this.occurrences.subarray(0, size * failureRingLength));
    writer.put(this.newest.subarray(0, size));
    writer.put(this.written.subarray(0, size));
  }

  restore(reader: StateReader): void {
    this.table.restore(reader);
    this.grow();
    const size = this.table.size;
    this.times.set(reader.sized(reader.doubles(), size * failureRingLength));
    this.occurrences.set(reader.sized(reader.halfWords(), size * failureRingLength));
    this.newest.set(reader.sized(reader.doubles(), size));
    this.written.set(reader.sized(reader.doubles(), size));
  }
}
