import { z } from "zod";

const dayMinutes = 1440;
const minuteMs = 60_000;

/**
 * Days of the week (0 = Monday) and a stretch of each, in minutes after midnight, by the clocks of a zone. One that ends
 * at or before its beginning goes on into the next morning, which belongs to the day on which it began.
 */
export const hoursSchema = z.object({
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: z.number().int().min(0).max(1439),
  to: z.number().int().min(0).max(1440),
  /** IANA name of the zone. */
  zone: z.string().regex(/^[A-Za-z0-9_+/-]{1,60}$/, "A zone has a name like Europe/Berlin."),
});
export type Hours = z.infer<typeof hoursSchema>;

/** How far a zone's clocks are ahead of UTC: from each moment (ms) on, in minutes; ascending. */
export const zoneSchema = z.object({
  name: z.string(),
  steps: z.array(z.object({ from: z.number(), minutes: z.number() })).min(1),
});
/**
 * Zones as they were known when the policy was published. They are stored with it, since the same log must give the same
 * bytes whatever table of zones a later machine has. After the last step the zone stays as it is.
 */
export type Zone = z.infer<typeof zoneSchema>;

/** Minutes ahead of UTC at a moment; before the first step as at it. A zone without steps counts as UTC. */
function minutesAhead({ steps }: Zone, timeMs: number): number {
  let minutes = steps[0]?.minutes ?? 0;
  for (const step of steps) {
    if (step.from > timeMs) break;
    ({ minutes } = step);
  }
  return minutes;
}

/** Whether a moment (ms since 1970 UTC) lies within the hours. */
function isWithin({ days, from, to }: Hours, zone: Zone, timeMs: number): boolean {
  const local = Math.floor(timeMs / minuteMs) + minutesAhead(zone, timeMs);
  const dayNumber = Math.floor(local / dayMinutes);
  const minute = local - dayNumber * dayMinutes;
  // 1970 began on a Thursday.
  const day = (((dayNumber + 3) % 7) + 7) % 7;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  return minute >= from ? days.includes(day) : minute < to && days.includes((day + 6) % 7);
}

interface Timed {
  readonly hours: Hours;
  readonly zone: Zone;
  readonly bit: number;
}

const utc: Zone = { name: "UTC", steps: [{ from: 0, minutes: 0 }] };

/** Which of up to 30 parts of a policy hold at a moment, one bit each; those that name no hours always do. */
export class HoursMask {
  private readonly timed: readonly Timed[];
  private readonly always: number;
  private minute = Number.NaN;
  private mask = 0;

  constructor(hours: readonly (Hours | null)[], zones: readonly Zone[]) {
    this.timed = hours.flatMap((own, i) => {
      if (own === null) return [];
      return [{ hours: own, zone: zones.find(({ name }) => name === own.zone) ?? utc, bit: 1 << i }];
    });
    this.always = hours.reduce((mask, own, i) => (own === null ? mask | (1 << i) : mask), 0);
  }

  /** Events mostly share their minute with the one before: only the first of a minute is looked at. */
  at(timeMs: number): number {
    if (this.timed.length === 0) return this.always;
    const minute = Math.floor(timeMs / minuteMs);
    if (minute === this.minute) return this.mask;
    this.minute = minute;
    this.mask = this.always;
    for (const { hours, zone, bit } of this.timed) if (isWithin(hours, zone, timeMs)) this.mask |= bit;
    return this.mask;
  }
}
