import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { rejectPageSchema, type SourceRange, sourcePageSchema, sourceZoneSchema } from "../../lib/contracts/sources.ts";
import { sourceKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const rereadMs = 5_000;

/** The sources of a stream, page by page; read again every five seconds. */
export function useSources(stream: StreamName, range: SourceRange) {
  return useInfiniteQuery({
    queryKey: sourceKeys.list(stream, range),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      request(sourcePageSchema, `/api/v1/sources${queryString({ stream, range, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: rereadMs,
    // The figures of another range stand, greyed, until the new ones are there.
    placeholderData: (previous) => previous,
  });
}

/** What was refused of a source. Read when it is opened, and not by itself: each reading is recorded. */
export function useRejects(stream: StreamName, source: number) {
  return useInfiniteQuery({
    queryKey: sourceKeys.rejects(stream, source),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      request(rejectPageSchema, `/api/v1/sources/${source}/rejects${queryString({ stream, cursor: pageParam })}`, {
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Sets a source's time zone. */
export function useSetZone(source: number) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: (zone: string) =>
      request(sourceZoneSchema, `/api/v1/sources/${source}`, { method: "PATCH", body: { zone } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sourceKeys.all }),
  });
}
