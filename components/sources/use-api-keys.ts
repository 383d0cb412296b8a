import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type ApiKeyCreate,
  type ApiKeyRow,
  apiKeyCreatedSchema,
  apiKeyListSchema,
  apiKeySchema,
} from "../../lib/contracts/keys.ts";
import { apiKeyKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

export type KeyState = "all" | "active";
const rereadMs = 15_000;

/** The keys, newest first, page by page. */
export function useApiKeys(state: KeyState) {
  return useInfiniteQuery({
    queryKey: apiKeyKeys.list(state),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      request(apiKeyListSchema, `/api/v1/keys${queryString({ state, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: rereadMs,
    placeholderData: (previous) => previous,
  });
}

/** Makes a key; the answer holds its secret, which is nowhere else. */
export function useMakeKey() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    // The secret goes with the dialog that shows it.
    gcTime: 0,
    mutationFn: (key: ApiKeyCreate) => request(apiKeyCreatedSchema, "/api/v1/keys", { method: "POST", body: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
}

/** Ends a key, at once and for good. */
export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    networkMode: "always",
    mutationFn: ({ id }: Pick<ApiKeyRow, "id">) => request(apiKeySchema, `/api/v1/keys/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
}
