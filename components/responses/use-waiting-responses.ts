"use client";

import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { responsePageSchema } from "../../lib/contracts/response-decisions.ts";
import { responseKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { useMay } from "../session/use-session.ts";
import type { WaitingGroup } from "../waiting/waiting.ts";
import { responseTitle } from "./response-title.ts";
import { useResponseSummary } from "./use-response-summary.ts";

const shownResponses = 5;
const label = "Responses to decide";

/** Responses that wait for a decision, and those of which nobody knows what became of them. */
export function useWaitingResponses(stream: StreamName): WaitingGroup | null {
  const enabled = useMay("responses:decide");
  const { data: summary } = useResponseSummary(stream);
  const waiting = summary?.counts.needsPerson ?? 0;
  const search = queryString({ stream, tab: "pending", state: "awaiting_approval,unknown", limit: shownResponses });
  const { data } = useQuery({
    // Read again whenever the number changes: then something was proposed or decided.
    queryKey: responseKeys.waiting(stream, waiting),
    queryFn: ({ signal }) => request(responsePageSchema, `/api/v1/responses${search}`, { signal }),
    enabled: enabled && waiting > 0,
  });
  if (!enabled || summary === undefined) return null;
  return {
    label,
    count: waiting,
    items: (data?.items ?? []).map((row) => ({
      key: `response-${row.id}`,
      title: responseTitle(row),
      severity: row.alert?.severity ?? "medium",
      since: row.proposedAt,
      href: `/responses?response=${row.id}`,
    })),
    href: "/responses",
  };
}
