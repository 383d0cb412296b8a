const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Weight of the newest whole hour against what is known of its hour of the day. */
const newest = 0.3;

/** Numbers that a volume is kept as. */
export interface KeptVolume {
  readonly sinceMs: number;
  readonly events: number;
  readonly hour: number;
  readonly open: number;
  readonly isWhole: boolean;
  readonly byHour: readonly number[];
}

/** How many events a stream brings, by hour of the day, in stream time. */
export class UsualVolume {
  /** When the first event was, ms; 0 before it. */
  private sinceMs = 0;
  private events = 0;
  /** The hour since 1970 that is open, its events, and whether it is counted from its start. */
  private hour = 0;
  private open = 0;
  private isWhole = false;
  /** Events of an hour of the day, UTC; -1: never seen whole. */
  private byHour: number[] = new Array(24).fill(-1);

  /** An event at the stream time, which never runs backward. */
  add(clockMs: number): void {
    if (this.sinceMs === 0) this.sinceMs = clockMs;
    const hour = Math.floor(clockMs / hourMs);
    if (hour !== this.hour) this.turnTo(hour);
    this.events += 1;
    this.open += 1;
  }

  private turnTo(hour: number): void {
    const at = this.hour % 24;
    const known = this.byHour[at] ?? -1;
    if (this.isWhole) this.byHour[at] = known < 0 ? this.open : known + newest * (this.open - known);
    // The hour of the first event began before it.
    this.isWhole = this.hour !== 0;
    this.hour = hour;
    this.open = 0;
  }

  /** Events of each hour of the day; -1 where none was seen whole. */
  hours(): number[] {
    return [...this.byHour];
  }

  /** Events a day as far as is known by the stream time, at least 100. */
  perDay(clockMs: number): number {
    const known = this.byHour.filter((events) => events >= 0);
    const perHour =
      known.length > 0
        ? known.reduce((sum, events) => sum + events, 0) / known.length
        : (this.events / Math.max(minuteMs, clockMs - this.sinceMs)) * hourMs;
    return Math.max(100, 24 * perHour);
  }

  keep(): KeptVolume {
    const { sinceMs, events, hour, open, isWhole, byHour } = this;
    return { sinceMs, events, hour, open, isWhole, byHour };
  }

  restore(kept: KeptVolume): void {
    this.sinceMs = kept.sinceMs;
    this.events = kept.events;
    this.hour = kept.hour;
    this.open = kept.open;
    this.isWhole = kept.isWhole;
    this.byHour = [...kept.byHour];
  }
}
