import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { liveSchema } from "../../lib/contracts/live.ts";
import { liveKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { learnServerClock, serverNow } from "../display/clock.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import type { LiveRequest } from "./live-request.ts";
import { type LiveData, withLivePush, withTail } from "./merge-live.ts";

/** All of a view is read again this often: it puts right what came late, and the highest of the whole range. */
const rereadMs = 60_000;
/** The longer the buckets, the longer a view may go without the newest. */
const tailMs: Readonly<Record<number, number>> = { 1: 2000, 5: 5000, 10: 5000, 60: 10_000, 120: 15_000 };
/** Buckets before the newest that are read again with it. */
const overlap = 3;

async function fetchLive(asked: LiveRequest, since: number | null, signal: AbortSignal): Promise<LiveData> {
  const sentAt = Date.now();
  const query = queryString({ ...asked, since: since === null ? undefined : new Date(since).toISOString() });
  const live = await request(liveSchema, `/api/v1/live${query}`, { signal });
  learnServerClock(live.now, sentAt, Date.now());
  const narrowed = asked.source !== undefined || asked.class !== undefined || asked.entity !== undefined;
  return { ...live, scored: null, follows: asked.to === undefined, narrowed, readAt: since === null ? live.now : 0 };
}

/** From where on to ask, or null for everything. */
function sinceOf(known: LiveData | undefined): number | null {
  const last = known?.buckets.at(-1);
  if (known === undefined || last === undefined || !known.follows) return null;
  const { seconds } = known.range;
  if (seconds === 1 && !known.narrowed) return null;
  return serverNow() - known.readAt > Math.max(rereadMs, seconds * 1000) ? null : last.start - overlap * seconds * 1000;
}

async function readOn(client: QueryClient, asked: LiveRequest, signal: AbortSignal): Promise<LiveData> {
  const known = client.getQueryData<LiveData>(liveKeys.view(asked));
  const since = sinceOf(known);
  const data = await fetchThenCatchUp(() => fetchLive(asked, since, signal), withLivePush);
  return known === undefined || since === null ? data : withTail(known, data, since);
}

function intervalOf(data: LiveData | undefined): number | false {
  if (data === undefined) return rereadMs;
  if (!data.follows) return false;
  const { seconds } = data.range;
  return seconds === 1 && !data.narrowed ? rereadMs : (tailMs[seconds] ?? rereadMs);
}

/** What is on screen stays there, marked as stale, until the next range of the same part has come. */
function isSamePart(asked: LiveRequest, key: readonly unknown[] | undefined): boolean {
  const before = key?.[2];
  if (typeof before !== "object" || before === null) return false;
  const of = (name: string): unknown => Reflect.get(before, name);
  return (
    of("stream") === asked.stream &&
    of("source") === asked.source &&
    of("class") === asked.class &&
    of("entity") === asked.entity
  );
}

/**
 * A part of the Live view's data. Seconds of a whole stream are kept up to date by push, other charts by asking for
 * their newest buckets; a range that is fixed is read once.
 */
export function useLive<T>(asked: LiveRequest, part: (data: LiveData) => T) {
  const client = useQueryClient();
  return useQuery({
    queryKey: liveKeys.view(asked),
    queryFn: ({ signal }) => readOn(client, asked, signal),
    select: part,
    placeholderData: (known: LiveData | undefined, query) => (isSamePart(asked, query?.queryKey) ? known : undefined),
    // A view replaces its arrays; comparing thousands of points many times a second would cost more than it saves.
    structuralSharing: false,
    refetchInterval: ({ state }) => intervalOf(state.data),
    staleTime: asked.to === undefined ? rereadMs : Number.POSITIVE_INFINITY,
  });
}
