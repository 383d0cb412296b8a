"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type ChangeRequestDecide,
  changeRequestDetailSchema,
  changeRequestPageSchema,
  changeRequestSchema,
} from "../../lib/contracts/change-requests.ts";
import type { StreamName } from "../../lib/contracts/common.ts";
import { changeRequestKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const path = "/api/v1/change-requests";
const pageSize = 50;

/** Which requests a list shows: those that wait, or those that are over. */
export const requestStates = { open: "open", closed: "approved,refused,cancelled,expired" } as const;
export type RequestStates = keyof typeof requestStates;

/** Requests of a stream, newest first, with how many are open. */
export function useChangeRequests(stream: StreamName, states: RequestStates) {
  const query = useInfiniteQuery({
    queryKey: changeRequestKeys.list(stream, states),
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) => {
      const search = queryString({ stream, state: requestStates[states], cursor: pageParam, limit: pageSize });
      return request(changeRequestPageSchema, `${path}${search}`, { signal });
    },
    getNextPageParam: (page) => page.nextCursor,
  });
  return { ...query, rows: query.data?.pages.flatMap(({ items }) => items) ?? [] };
}

/** How many requests of a stream are open, and the newest of them. */
export function useOpenRequests(stream: StreamName, enabled = true) {
  return useQuery({
    queryKey: changeRequestKeys.list(stream, "few"),
    enabled,
    queryFn: ({ signal }) =>
      request(changeRequestPageSchema, `${path}${queryString({ stream, state: "open", limit: pageSize })}`, { signal }),
  });
}

export function useChangeRequest(id: number) {
  return useQuery({
    queryKey: changeRequestKeys.detail(id),
    queryFn: ({ signal }) => request(changeRequestDetailSchema, `${path}/${id}`, { signal }),
  });
}

type Change =
  | { readonly verb: "decide"; readonly body: ChangeRequestDecide }
  | { readonly verb: "cancel"; readonly body: { readonly reason: string } };

/** Decides or cancels; the dialog that asked says itself what went wrong. */
export function useChangeOfRequest(id: number) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: ({ verb, body }: Change) =>
      request(changeRequestSchema, `${path}/${id}/${verb}`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: changeRequestKeys.all }),
  });
}
