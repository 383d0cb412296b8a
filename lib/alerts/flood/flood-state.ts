import { z } from "zod";

/**
 * When alerts come faster than people can read, and when they no longer do. Counts are of findings that would each be an
 * alert of its own: whoever repeats one finding a million times makes one alert, and no flood.
 */
export const floodLimits = {
  /** So many new ones within a minute are a flood, however busy the stream usually is; somebody reads six a minute. */
  enterPerMinute: 60,
  /** So many minutes' worth of that within a quarter of an hour: slower, and still more than anybody reads. */
  enterQuarterMinutes: 5,
  /** What is taken as usual at most: a stream cannot be taught that a flood is normal. */
  mostUsual: 20,
  /** A minute with fewer different findings than this is quiet; at least, where little is usual. */
  quietPerMinute: 20,
  /** So many quiet minutes end a flood. */
  quietMinutes: 10,
  /** Rows of likeness and group in one flood; what comes beyond is folded by technique and group, then by detector. */
  mostRows: 500,
  mostLanes: 500,
  /** How long a finding is remembered as one that has its alert already. */
  knownMinutes: 60,
  mostKnown: 1000,
} as const;

const count = z.number().int();

/** All that is remembered: plain data, so that JSON of it restores the same future. */
export const floodStateSchema = z.object({
  /** Number of the latest flood, 0 before the first. */
  number: count,
  /** The latest time of an event that no replay stated, ms; 0 before the first. */
  clockMs: z.number().default(0),
  /** New findings a minute that are usual, learnt slowly and outside floods. */
  usual: z.number(),
  /** The minute that is being counted, and the new findings of the latest quarter of an hour by minute. */
  minute: count,
  bins: z.array(z.tuple([count, count])),
  /** Hashes of findings and the minute in which each was last met. */
  known: z.array(z.tuple([z.number(), count])),
  flood: z
    .object({
      beganMs: z.number(),
      /** No earlier than this, by the time of any event, the flood is over. */
      quietFromMs: z.number(),
      /** Different findings of the latest minutes, up to the limit of a quiet one. */
      minutes: z.array(z.object({ minute: count, hashes: z.array(z.number()) })),
      rows: z.array(z.number()),
      lanes: z.array(z.number()),
    })
    .nullable(),
});
export type FloodState = z.infer<typeof floodStateSchema>;

export function startFloodState(): FloodState {
  return { number: 0, clockMs: 0, usual: 0, minute: 0, bins: [], known: [], flood: null };
}

/** Findings a minute that begin a flood where so many are usual: three times as many and seven deviations more. */
export function enteringRate(usual: number): number {
  return Math.max(floodLimits.enterPerMinute, 3 * usual + 7 * Math.sqrt(3 * usual));
}

/** A minute with fewer is quiet: well under what begins a flood, so that it does not begin and end by turns. */
export function quietRate(usual: number): number {
  return Math.max(floodLimits.quietPerMinute, Math.ceil(1.5 * usual));
}
