import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { livePartsSchema } from "../../lib/contracts/live.ts";
import { liveKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const staleMs = 60_000;

/** The log sources and event classes of a stream. */
export function useLiveParts(stream: StreamName) {
  return useQuery({
    queryKey: liveKeys.parts(stream),
    queryFn: ({ signal }) => request(livePartsSchema, `/api/v1/live/parts${queryString({ stream })}`, { signal }),
    staleTime: staleMs,
  });
}
