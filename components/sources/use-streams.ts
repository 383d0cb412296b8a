import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { streamListSchema, streamRowSchema } from "../../lib/contracts/streams.ts";
import { streamKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";

const path = "/api/v1/streams";

/** The streams and what they hold. Push says when one was removed or begins anew; figures are read when they are shown. */
export function useStreams(rereadMs: number | false = false) {
  return useQuery({
    queryKey: streamKeys.all,
    queryFn: ({ signal }) => request(streamListSchema, path, { signal }),
    refetchInterval: rereadMs,
  });
}

/** What can be done with a stream, as the route names it. */
export type StreamChange =
  | { readonly kind: "traffic"; readonly traffic: boolean }
  | { readonly kind: "start" }
  | { readonly kind: "remove"; readonly reason: string };

function send(stream: StreamName, change: StreamChange) {
  switch (change.kind) {
    case "traffic":
      return request(streamRowSchema, `${path}/${stream}`, { method: "PATCH", body: { traffic: change.traffic } });
    case "start":
      return request(streamRowSchema, `${path}/${stream}/start`, { method: "POST" });
    case "remove":
      return request(streamRowSchema, `${path}/${stream}/remove`, { method: "POST", body: { reason: change.reason } });
  }
}

/** Switches a stream's traffic, removes the stream, or begins it anew. */
export function useChangeStream(stream: StreamName, { quiet = false } = {}) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    networkMode: "always",
    mutationFn: (change: StreamChange) => send(stream, change),
    onSettled: () => client.invalidateQueries({ queryKey: streamKeys.all }),
  });
}
