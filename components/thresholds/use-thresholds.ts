import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { thresholdHistorySchema } from "../../lib/contracts/threshold-history.ts";
import {
  fieldEstimatesSchema,
  rolledBackSchema,
  thresholdMovePageSchema,
  thresholdStateSchema,
} from "../../lib/contracts/thresholds.ts";
import { thresholdKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const path = "/api/v1/thresholds";
const movesAPage = 50;
/** A guard that moves nothing still counts: its figures are read again about as often as people look. */
const renewMs = 30_000;

/** What is in force, and the guard where there is one. */
export function useThresholdState(stream: StreamName) {
  return useQuery({
    queryKey: thresholdKeys.state(stream),
    queryFn: ({ signal }) => request(thresholdStateSchema, `${path}${queryString({ stream })}`, { signal }),
    refetchInterval: renewMs,
  });
}

/** Null hours: all time. */
export function useThresholdHistory(stream: StreamName, hours: number | null) {
  return useQuery({
    queryKey: thresholdKeys.history(stream, hours),
    queryFn: ({ signal }) => {
      const search = queryString({ stream, hours: hours ?? undefined });
      return request(thresholdHistorySchema, `${path}/history${search}`, { signal });
    },
  });
}

export function useThresholdMoves(stream: StreamName) {
  return useInfiniteQuery({
    queryKey: thresholdKeys.moves(stream),
    // An empty cursor is left out of the request: the first page.
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const search = queryString({ stream, limit: movesAPage, cursor: pageParam });
      return request(thresholdMovePageSchema, `${path}/moves${search}`, { signal });
    },
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useFieldEstimates(stream: StreamName) {
  return useQuery({
    queryKey: thresholdKeys.estimates(stream),
    queryFn: ({ signal }) => request(fieldEstimatesSchema, `${path}/estimates${queryString({ stream })}`, { signal }),
  });
}

/** Puts notify elsewhere by hand; the dialog that asked says itself what went wrong. */
export function useMoveByHand(stream: StreamName) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ to, reason }: { readonly to: number; readonly reason: string }) =>
      request(rolledBackSchema, `${path}/moves`, { method: "POST", body: { stream, to, reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: thresholdKeys.of(stream) }),
  });
}

/** Takes a move back; the dialog that asked says itself what went wrong. */
export function useRollBackMove(stream: StreamName) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ version, reason }: { readonly version: number; readonly reason: string }) =>
      request(rolledBackSchema, `${path}/moves/${version}/roll-back`, { method: "POST", body: { stream, reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: thresholdKeys.of(stream) }),
  });
}
