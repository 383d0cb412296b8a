import type { StateReader, StateWriter } from "./state-bytes.ts";

const hours = 168;
const hourMs = 3_600_000;
/** 1 January 1970 was a Thursday; hour 0 of the week is Monday 00:00 UTC. */
const thursday = 72;

/** How often each entity was active in each hour of the week: one small count per hour, 168 bytes per entity. */
export class HourOfWeek {
  private counts = new Uint8Array(0);
  /** Hour (since 1970) that was counted last, so that an hour counts once however busy it is. */
  private counted = new Float64Array(0);

  grow(room: number): void {
    const counts = new Uint8Array(room * hours);
    const counted = new Float64Array(room);
    counts.set(this.counts);
    counted.set(this.counted);
    this.counts = counts;
    this.counted = counted;
  }

  clear(slot: number): void {
    this.counts.fill(0, slot * hours, (slot + 1) * hours);
    this.counted[slot] = -1;
  }

  /** Counts the hour of `time` (ms) as active. Only what is taken as normal comes here. */
  learn(slot: number, time: number): void {
    const hour = Math.floor(time / hourMs);
    if (this.counted[slot] === hour) return;
    this.counted[slot] = hour;
    const at = slot * hours + weekHour(hour);
    const count = this.counts[at] ?? 0;
    if (count < 255) this.counts[at] = count + 1;
  }

  /**
   * -ln of the chance that the entity is active in the hour of `time`, >= 0. The chance is the share of past weeks with
   * activity in that hour and its neighbours, shrunk towards the same hours of other days, as a young entity has seen
   * no Tuesday yet. NaN for an entity younger than two days; the surprise then grows to its full size over two weeks,
   * so that the hours of a new stream do not begin to count for all entities at once. `since`: first seen, ms.
   */
  surprise(slot: number, time: number, since: number): number {
    const age = time - since;
    if (!(age >= 48 * hourMs)) return Number.NaN;
    const weeks = Math.min(255, age / (hours * hourMs));
    const hour = weekHour(Math.floor(time / hourMs));
    const local = this.around(slot, hour);
    let otherDays = 0;
    for (let day = 0; day < 7; day += 1) otherDays += this.around(slot, (hour + day * 24) % hours);
    const chance = (local + (2 / 7) * otherDays + 0.2) / (3 * weeks + 0.4);
    const maturity = Math.min(1, (age - 48 * hourMs) / (14 * 24 * hourMs));
    return chance >= 1 ? 0 : -Math.log(chance) * maturity;
  }

  /** Weeks of activity at an hour, smoothed over its neighbours with weights 1/4, 1/2, 1/4. */
  private around(slot: number, hour: number): number {
    const at = slot * hours;
    const before = this.counts[at + (hour === 0 ? hours - 1 : hour - 1)] ?? 0;
    const after = this.counts[at + (hour === hours - 1 ? 0 : hour + 1)] ?? 0;
    return (2 * (this.counts[at + hour] ?? 0) + before + after) / 4;
  }

  save(writer: StateWriter, size: number): void {
    writer.put(this.counts.subarray(0, size * hours));
    writer.put(this.counted.subarray(0, size));
  }

  restore(reader: StateReader, size: number): void {
    this.counts.set(reader.sized(reader.octets(), size * hours));
    this.counted.set(reader.sized(reader.doubles(), size));
  }
}

function weekHour(hour: number): number {
  return (((hour + thursday) % hours) + hours) % hours;
}
