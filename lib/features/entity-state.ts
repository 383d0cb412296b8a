import { decaysInto, halfLifeSeconds, windowSeconds } from "../stats/half-life.ts";
import { HourOfWeek } from "./hour-of-week.ts";
import { IdTable } from "./id-table.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";

/**
 * What is kept per user, host, address, program and named service, as places in one slab. Times in ms; `count…` are damped counts of
 * events with the half-life in the name. Short memories (up to 1 h) count every event; long ones and all that says
 * what is usual (`count1d`, `count7d`, `usual…`, relation totals, bytes, hours) learn only what was not flagged.
 */
export const place = {
  first: 0,
  last: 1,
  count1m: 2,
  count10m: 3,
  count1h: 4,
  count1d: 5,
  count7d: 6,
  failures1h: 7,
  outcomes1h: 8,
  /** Damped number of distinct partners (1 h), one per relation. */
  partners: 9,
  /** Events learnt with a partner, one per relation, and how many of them brought a new partner. */
  relationEvents: 12,
  relationNew: 15,
  /** Weight, sum and squared sum of ln(1 + bytes out), half-life 7 d. */
  logBytes: 18,
  bytesOut1h: 21,
  usualBytes7d: 22,
  /** Seconds of history behind the damped counts, damped likewise. */
  span10m: 23,
  span1d: 24,
  span7d: 25,
  /** Failures and outcomes, half-life 1 d, learnt. */
  failures1d: 26,
  outcomes1d: 27,
  /** Sum of `partners` at the entity's events, half-life 1 d, learnt: over `count1d` it is what is usual. */
  usualPartners: 28,
  /** Novelty surprise of the event that first named the entity as a service. */
  birth: 31,
} as const;
export const placesPerEntity = 32;

const window10m = windowSeconds(halfLifeSeconds[1]);
const window1d = windowSeconds(halfLifeSeconds[3]);
const window7d = windowSeconds(halfLifeSeconds[4]);

export class EntityState {
  readonly table: IdTable;
  readonly hours = new HourOfWeek();
  values = new Float64Array(0);
  private readonly decay = new Float64Array(5);

  constructor(limit: number) {
    this.table = new IdTable(limit);
    this.grow();
  }

  /** Slot of an entity, its damped state brought to `time` (ms). A time before its last changes nothing. */
  touch(high: number, low: number, time: number): number {
    const slot = this.table.touch(high, low);
    if (this.table.isNew) this.begin(slot, time);
    else this.advance(slot, time);
    return slot;
  }

  private begin(slot: number, time: number): void {
    if (this.values.length < this.table.room * placesPerEntity) this.grow();
    const at = slot * placesPerEntity;
    this.values.fill(0, at, at + placesPerEntity);
    this.values[at + place.first] = time;
    this.values[at + place.last] = time;
    this.hours.clear(slot);
  }

  private advance(slot: number, time: number): void {
    const v = this.values;
    const at = slot * placesPerEntity;
    const seconds = (time - (v[at + place.last] ?? 0)) / 1000;
    if (!(seconds > 0)) return;
    v[at + place.last] = time;
    const decay = this.decay;
    decaysInto(seconds, decay);
    const minute = decay[0] ?? 0;
    const tenMinutes = decay[1] ?? 0;
    const hour = decay[2] ?? 0;
    const day = decay[3] ?? 0;
    const week = decay[4] ?? 0;
    scale(v, at + place.count1m, minute);
    scale(v, at + place.count10m, tenMinutes);
    scale(v, at + place.count1h, hour);
    scale(v, at + place.count1d, day);
    scale(v, at + place.count7d, week);
    scale(v, at + place.failures1h, hour);
    scale(v, at + place.outcomes1h, hour);
    for (let i = 0; i < 3; i += 1) {
      scale(v, at + place.partners + i, hour);
      scale(v, at + place.logBytes + i, week);
      scale(v, at + place.usualPartners + i, day);
    }
    scale(v, at + place.failures1d, day);
    scale(v, at + place.outcomes1d, day);
    scale(v, at + place.bytesOut1h, hour);
    scale(v, at + place.usualBytes7d, week);
    v[at + place.span10m] = (v[at + place.span10m] ?? 0) * tenMinutes + window10m * (1 - tenMinutes);
    v[at + place.span1d] = (v[at + place.span1d] ?? 0) * day + window1d * (1 - day);
    v[at + place.span7d] = (v[at + place.span7d] ?? 0) * week + window7d * (1 - week);
  }

  private grow(): void {
    const values = new Float64Array(this.table.room * placesPerEntity);
    values.set(this.values);
    this.values = values;
    this.hours.grow(this.table.room);
  }

  save(writer: StateWriter): void {
    this.table.save(writer);
    writer.put(this.values.subarray(0, this.table.size * placesPerEntity));
    this.hours.save(writer, this.table.size);
  }

  restore(reader: StateReader): void {
    this.table.restore(reader);
    this.grow();
    const size = this.table.size;
    this.values.set(reader.sized(reader.doubles(), size * placesPerEntity));
    this.hours.restore(reader, size);
  }
}

function scale(values: Float64Array, at: number, factor: number): void {
  values[at] = (values[at] ?? 0) * factor;
}
