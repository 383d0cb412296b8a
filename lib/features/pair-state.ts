import { learnDamped } from "../stats/damped-statistics.ts";
import { IdTable } from "./id-table.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";

/** What is kept per pair (user and source, source and service, parent and child program, …). Times in ms. */
export const pairPlace = {
  first: 0,
  last: 1,
  events: 2,
  /** Events that were taken as normal; a pair with none is still new. */
  learnt: 3,
  /** Novelty surprise of the event that made the pair. */
  birth: 4,
  /** Weight, sum and squared sum of the seconds between events, half-life 1 d. */
  gaps: 5,
  bytesOut1d: 8,
} as const;
export const placesPerPair = 9;

export class PairState {
  readonly table: IdTable;
  values = new Float64Array(0);

  constructor(limit: number) {
    this.table = new IdTable(limit);
    this.grow();
  }

  /** Slot of a pair; a new one is empty and begins at `time`. */
  touch(high: number, low: number, time: number): number {
    const slot = this.table.touch(high, low);
    if (!this.table.isNew) return slot;
    if (this.values.length < this.table.room * placesPerPair) this.grow();
    const at = slot * placesPerPair;
    this.values.fill(0, at, at + placesPerPair);
    this.values[at + pairPlace.first] = time;
    this.values[at + pairPlace.last] = time;
    return slot;
  }

  /** Seconds since the pair was last seen, >= 0; infinite for one that has no event yet. */
  idleSeconds(slot: number, time: number): number {
    const at = slot * placesPerPair;
    if ((this.values[at + pairPlace.events] ?? 0) === 0) return Number.POSITIVE_INFINITY;
    return Math.max(0, (time - (this.values[at + pairPlace.last] ?? 0)) / 1000);
  }

  /** Counts one event of the pair, and whether it is taken as normal. */
  count(slot: number, time: number, normal: boolean): void {
    const v = this.values;
    const at = slot * placesPerPair;
    v[at + pairPlace.events] = (v[at + pairPlace.events] ?? 0) + 1;
    if (normal) v[at + pairPlace.learnt] = (v[at + pairPlace.learnt] ?? 0) + 1;
    if (time > (v[at + pairPlace.last] ?? 0)) v[at + pairPlace.last] = time;
  }

  /** Learns the gap before an event and its bytes out (0 where unknown). To be called before `count`. */
  learnContact(slot: number, time: number, bytesOut: number): void {
    const v = this.values;
    const at = slot * placesPerPair;
    const idle = this.idleSeconds(slot, time);
    const first = idle === Number.POSITIVE_INFINITY;
    const decay = first ? 1 : Math.exp((-Math.LN2 / 86400) * idle);
    if (!first) learnDamped(v, at + pairPlace.gaps, decay, idle);
    v[at + pairPlace.bytesOut1d] = (v[at + pairPlace.bytesOut1d] ?? 0) * decay + bytesOut;
  }

  private grow(): void {
    const values = new Float64Array(this.table.room * placesPerPair);
    values.set(this.values);
    this.values = values;
  }

  save(writer: StateWriter): void {
    this.table.save(writer);
    writer.put(this.values.subarray(0, this.table.size * placesPerPair));
  }

  restore(reader: StateReader): void {
    this.table.restore(reader);
    this.grow();
    this.values.set(reader.sized(reader.doubles(), this.table.size * placesPerPair));
  }
}
