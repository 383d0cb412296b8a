import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { liveSchema } from "../../lib/contracts/live.ts";
import { liveKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { learnServerClock } from "../display/clock.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { type LiveData, withLivePush } from "./merge-live.ts";

const rereadMs = 60_000;

async function fetchLive(stream: StreamName, minutes: number, signal: AbortSignal): Promise<LiveData> {
  const sentAt = Date.now();
  const live = await request(liveSchema, `/api/v1/live${queryString({ stream, minutes })}`, { signal });
  learnServerClock(live.now, sentAt, Date.now());
  return { ...live, scored: null };
}

interface LiveRange {
  readonly stream: StreamName;
  readonly minutes: number;
  /** The view stands still. */
  readonly still?: boolean;
}

/**
 * A part of the Live view's data. Kept up to date by push and read again every minute, which also puts right what a
 * push of the highest few cannot know: the highest of the whole range.
 */
export function useLive<T>({ stream, minutes, still = false }: LiveRange, part: (data: LiveData) => T) {
  return useQuery({
    queryKey: liveKeys.view(stream, minutes),
    queryFn: ({ signal }) => fetchThenCatchUp(() => fetchLive(stream, minutes, signal), withLivePush),
    select: part,
    // A view replaces its arrays; comparing thousands of points many times a second would cost more than it saves.
    structuralSharing: false,
    // Reading again would drop what only a view that stands still still shows.
    refetchInterval: still ? false : rereadMs,
    staleTime: rereadMs,
  });
}
