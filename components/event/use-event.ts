import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { eventDetailSchema } from "../../lib/contracts/events.ts";
import { eventKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

/** One event with its explanation. A scored event never changes. */
export function useEvent(stream: StreamName, id: number) {
  return useQuery({
    queryKey: eventKeys.detail(stream, id),
    queryFn: ({ signal }) => request(eventDetailSchema, `/api/v1/events/${id}${queryString({ stream })}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
