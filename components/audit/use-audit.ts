"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type AuditFilters,
  type AuditRow,
  auditPageSchema,
  auditRowSchema,
  auditSealSchema,
  auditVerifyAnswerSchema,
} from "../../lib/contracts/audit.ts";
import { auditKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const path = "/api/v1/audit";
const pageSize = 100;
/** Counted no further: "200 new" says enough. */
const mostFresh = 200;

/** A filtered list, page by page. It stands still; `fresh` says how many entries came on top since. */
export function useAuditList(filters: AuditFilters) {
  const client = useQueryClient();
  const pages = useInfiniteQuery({
    queryKey: auditKeys.list(filters),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      request(auditPageSchema, `${path}${queryString({ ...filters, limit: pageSize, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const rows: AuditRow[] = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const newest = rows[0]?.id ?? 0;
  const fresh = useQuery({
    queryKey: auditKeys.fresh(filters, newest),
    queryFn: ({ signal }) =>
      request(auditPageSchema, `${path}${queryString({ ...filters, after: newest, limit: mostFresh })}`, { signal }),
    enabled: pages.data !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const showFresh = () => client.resetQueries({ queryKey: auditKeys.list(filters) });
  return { ...pages, rows, freshCount: fresh.data?.items.length ?? 0, showFresh };
}

/** One entry; an entry gets its seal a moment after it is written. */
export function useAuditEntry(id: number) {
  return useQuery({
    queryKey: auditKeys.entry(id),
    queryFn: ({ signal }) => request(auditRowSchema, `${path}/${id}`, { signal }),
  });
}

/** How far the record is sealed. */
export function useAuditSeal() {
  return useQuery({
    queryKey: auditKeys.seal,
    queryFn: ({ signal }) => request(auditSealSchema, `${path}/seal`, { signal }),
    // The push says when it moves; asked by the clock too, since a sealer that stands still says nothing.
    refetchInterval: 15_000,
  });
}

/** Verifies the stored record. */
export function useVerifyRecord() {
  return useMutation({
    mutationFn: () => request(auditVerifyAnswerSchema, `${path}/verify`, { method: "POST" }),
  });
}

/** Where an export of these entries is downloaded from. */
export function exportPath(format: "ndjson" | "csv" | "record", filters: AuditFilters): string {
  return `${path}/export${queryString({ format, ...(format === "record" ? {} : filters) })}`;
}
