import { createIdSet, type IdSet } from "./id-set.ts";

export const dayMs = 86_400_000;
/** A record id is remembered for this many whole days after the day of its ingest. */
export const windowDays = 7;
const defaultMaxIds = 20_000_000;

/** Days in UTC since 1970. */
export function dayOf(ms: number): number {
  return Math.floor(ms / dayMs);
}

export interface RecentIdsHealth {
  readonly ids: number;
  readonly maxIds: number;
  /** Ids of records received since then are all known: less than 7 days back only when the cap was reached. */
  readonly sinceMs: number;
  readonly capped: boolean;
}

/** The real record ids of the last days, which make a record a duplicate. */
export interface RecentIds {
  has(high: number, low: number): boolean;
  add(high: number, low: number, receivedMs: number): void;
  /** Forgets days that are past the window. */
  expire(nowMs: number): void;
  clear(): void;
  health(nowMs: number): RecentIdsHealth;
}

interface Segment {
  readonly day: number;
  readonly startedMs: number;
  readonly ids: IdSet;
}

interface RecentIdsOptions {
  readonly maxIds?: number;
  /** Ids in one segment; the cap drops whole segments. */
  readonly segmentIds?: number;
}

/**
 * Segments by ingest day, a day in several if it has many ids: forgetting is dropping a segment, never deleting one id.
 * A lookup asks each segment, the newest first.
 */
export function createRecentIds(options: RecentIdsOptions = {}): RecentIds {
  const maxIds = options.maxIds ?? defaultMaxIds;
  const segmentIds = Math.min(options.segmentIds ?? 2_000_000, Math.max(1, Math.ceil(maxIds / 8)));
  const segments: Segment[] = [];
  let total = 0;
  let completeSinceMs = 0;

  function dropOldest(): void {
    const oldest = segments.shift();
    total -= oldest?.ids.size ?? 0;
  }

  function segmentAt(receivedMs: number): Segment {
    const newest = segments.at(-1);
    const day = dayOf(receivedMs);
    // A clock that went back by a day adds to the newest segment: the id is then remembered longer, never shorter.
    if (newest !== undefined && newest.day >= day && newest.ids.size < segmentIds) return newest;
    const fresh = { day: Math.max(day, newest?.day ?? day), startedMs: receivedMs, ids: createIdSet() };
    segments.push(fresh);
    return fresh;
  }

  return {
    has(high, low) {
      for (let i = segments.length - 1; i >= 0; i -= 1) {
        if (segments[i]?.ids.has(high, low)) return true;
      }
      return false;
    },
    add(high, low, receivedMs) {
      if (!segmentAt(receivedMs).ids.add(high, low)) return;
      total += 1;
      while (total > maxIds && segments.length > 1) {
        dropOldest();
        completeSinceMs = segments[0]?.startedMs ?? receivedMs;
      }
    },
    expire(nowMs) {
      while ((segments[0]?.day ?? Number.POSITIVE_INFINITY) < dayOf(nowMs) - windowDays) dropOldest();
    },
    clear() {
      segments.length = 0;
      total = 0;
      completeSinceMs = 0;
    },
    health(nowMs) {
      const windowStartMs = nowMs - windowDays * dayMs;
      const capped = completeSinceMs > windowStartMs;
      return { ids: total, maxIds, sinceMs: Math.max(completeSinceMs, windowStartMs), capped };
    },
  };
}
