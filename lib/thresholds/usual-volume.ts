const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Time constant of what is remembered. */
const memoryMs = 7 * dayMs;

/** Numbers that a volume is kept as. */
export type KeptVolume = readonly [events: number, elapsedMs: number, sinceMs: number, open: number];

/** Events a day of stream time, the last week or so counting most. */
export class UsualVolume {
  private events = 0;
  private elapsedMs = 0;
  /** When the hour that is open began, ms; 0 before the first event. */
  private sinceMs = 0;
  private open = 0;

  /** An event at the stream time, which never runs backward. */
  add(clockMs: number): void {
    if (this.sinceMs === 0) this.sinceMs = clockMs;
    this.open += 1;
    const passed = clockMs - this.sinceMs;
    if (passed < hourMs) return;
    const keep = Math.exp(-passed / memoryMs);
    this.events = this.events * keep + this.open;
    this.elapsedMs = this.elapsedMs * keep + passed;
    this.sinceMs = clockMs;
    this.open = 0;
  }

  /** What is known by the stream time: at least 100, and as if there had been an hour where there was less. */
  perDay(clockMs: number): number {
    const passed = this.sinceMs === 0 ? 0 : clockMs - this.sinceMs;
    const elapsed = Math.max(hourMs, this.elapsedMs + passed);
    return Math.max(100, ((this.events + this.open) / elapsed) * dayMs);
  }

  keep(): KeptVolume {
    return [this.events, this.elapsedMs, this.sinceMs, this.open];
  }

  restore([events, elapsedMs, sinceMs, open]: KeptVolume): void {
    this.events = events;
    this.elapsedMs = elapsedMs;
    this.sinceMs = sinceMs;
    this.open = open;
  }
}
