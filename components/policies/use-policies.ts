import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import {
  exceptionUsesSchema,
  type PolicyPublish,
  policyDraftPageSchema,
  policyDraftSchema,
  policyPageSchema,
  policyPublishedSchema,
} from "../../lib/contracts/policies.ts";
import { policyPreviewSchema } from "../../lib/contracts/policy-preview.ts";
import { policyRatesSchema } from "../../lib/contracts/policy-rates.ts";
import { exceptionSuggestionsSchema } from "../../lib/contracts/policy-suggestions.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { policyProblems } from "../../lib/thresholds/policy-problems.ts";
import { policyKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { serverNow } from "../display/clock.ts";

const path = "/api/v1/policies";
const mostListed = 200;
const hourMs = 3_600_000;
/** A preview goes no further back. */
const mostHours = 30 * 24;
/** A hand that drags pauses about this long before it has decided. */
const settledMs = 250;

/** The newest versions, newest first. */
export function usePolicyVersions(stream: StreamName) {
  return useQuery({
    queryKey: policyKeys.versions(stream),
    queryFn: ({ signal }) =>
      request(policyPageSchema, `${path}${queryString({ stream, limit: mostListed })}`, { signal }),
  });
}

export function usePolicyDrafts(stream: StreamName) {
  return useQuery({
    queryKey: policyKeys.drafts(stream),
    queryFn: ({ signal }) =>
      request(policyDraftPageSchema, `${path}/drafts${queryString({ stream, limit: mostListed })}`, { signal }),
  });
}

/** Realised rates go on changing by themselves, and slowly. */
const ratesMs = 60_000;

/** How often events reached notify while each of the newest versions was in force. */
export function usePolicyRates(stream: StreamName) {
  return useQuery({
    queryKey: policyKeys.rates(stream),
    queryFn: ({ signal }) => request(policyRatesSchema, `${path}/rates${queryString({ stream })}`, { signal }),
    staleTime: ratesMs,
    refetchInterval: ratesMs,
  });
}

/** Counts go on while scoring does. */
const usesMs = 10_000;

/** What each exception has covered so far. */
export function useExceptionUses(stream: StreamName) {
  return useQuery({
    queryKey: policyKeys.exceptions(stream),
    queryFn: ({ signal }) => request(exceptionUsesSchema, `${path}/exceptions${queryString({ stream })}`, { signal }),
    refetchInterval: usesMs,
  });
}

/** Exceptions that closures as false suggest. */
export function useSuggestions(stream: StreamName) {
  return useQuery({
    queryKey: policyKeys.suggestions(stream),
    queryFn: ({ signal }) =>
      request(exceptionSuggestionsSchema, `${path}/suggestions${queryString({ stream })}`, { signal }),
  });
}

interface PreviewAsked {
  readonly stream: StreamName;
  readonly hours: number;
  /** Instead of the last hours: all since then. */
  readonly since?: string | null;
  readonly policy: PolicyBody;
}

/**
 * What the policy would have led to over the last hours. While one drags, what was computed last stays and is marked as
 * stale; a policy that is wrong in places is not asked about.
 */
export function usePolicyPreview({ stream, hours, since = null, policy }: PreviewAsked) {
  const text = JSON.stringify(policy);
  const [settled] = useDebouncedValue(text, settledMs);
  const problems = policyProblems(policy);
  const query = useQuery({
    queryKey: policyKeys.preview(stream, since ?? hours, settled),
    enabled: settled === text && problems.length === 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const earliestMs = serverNow() - (since === null ? hours : mostHours) * hourMs;
      const from = new Date(since === null ? earliestMs : Math.max(earliestMs, Date.parse(since))).toISOString();
      const search = queryString({ stream, from });
      return request(policyPreviewSchema, `${path}/preview${search}`, {
        method: "POST",
        body: { policy: JSON.parse(settled) },
        signal,
      });
    },
  });
  return { ...query, isStale: settled !== text || query.isPlaceholderData || problems.length > 0 };
}

/** Begins a draft from the newest version, or from an older one to bring it back. */
export function useCreateDraft(stream: StreamName) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (from: number | null) =>
      request(policyDraftSchema, `${path}/drafts`, {
        method: "POST",
        body: { stream, ...(from === null ? {} : { from }) },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: policyKeys.drafts(stream) }),
  });
}

/**
 * Publishes; the dialog that asked says itself what went wrong. It is done once what is live now is known: a dialog that
 * was refused because of a newer version then shows that one.
 */
export function usePublish(stream: StreamName) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: PolicyPublish) => request(policyPublishedSchema, path, { method: "POST", body }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: policyKeys.drafts(stream) });
      return client.invalidateQueries({ queryKey: policyKeys.versions(stream) });
    },
  });
}
