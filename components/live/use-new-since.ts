import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { liveSinceSchema } from "../../lib/contracts/live.ts";
import { liveKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { partOf } from "./live-request.ts";
import type { LiveView } from "./live-view.ts";

const askedMs = 2000;

/** What came to the shown part of the stream since the view was paused; nothing while it follows. */
export function useNewSince(stream: StreamName, view: LiveView) {
  const at = view.pausedAt;
  const asked = { stream, at: at === null ? "" : new Date(at).toISOString(), ...partOf(view) };
  return useQuery({
    queryKey: liveKeys.since(stream, asked),
    queryFn: ({ signal }) => request(liveSinceSchema, `/api/v1/live/since${queryString(asked)}`, { signal }),
    enabled: at !== null,
    refetchInterval: askedMs,
  }).data;
}
