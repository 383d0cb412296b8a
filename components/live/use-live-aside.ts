import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { liveEntitiesSchema, liveLatencySchema, liveRateSchema } from "../../lib/contracts/live.ts";
import { liveKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import type { LiveRequest } from "./live-request.ts";

const askedMs = 10_000;

function useAside<T extends z.ZodType>(
  schema: T,
  { path, queryKey, asked }: { path: string; queryKey: readonly unknown[]; asked: LiveRequest },
) {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request(schema, `/api/v1/live/${path}${queryString({ ...asked })}`, { signal }),
    placeholderData: (known) => known,
    refetchInterval: asked.to === undefined ? askedMs : false,
    staleTime: asked.to === undefined ? 0 : Number.POSITIVE_INFINITY,
  });
}

/** The entities that the alarming events of a view's range point at. */
export function useLiveEntities(asked: LiveRequest) {
  return useAside(liveEntitiesSchema, { path: "entities", queryKey: liveKeys.entities(asked), asked });
}

/** Realised rates of a view's range. */
export function useLiveRate(asked: LiveRequest) {
  return useAside(liveRateSchema, { path: "rate", queryKey: liveKeys.rate(asked), asked });
}

/** From event to eye, over all browsers. */
export function useLiveLatency() {
  return useQuery({
    queryKey: liveKeys.latency,
    queryFn: ({ signal }) => request(liveLatencySchema, "/api/v1/live/latency", { signal }),
    refetchInterval: askedMs,
  });
}
