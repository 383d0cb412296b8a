"use client";

import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { spotCheckPageSchema } from "../../lib/contracts/thresholds.ts";
import { spotCheckKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { useMay } from "../session/use-session.ts";
import { useThresholdState } from "../thresholds/use-thresholds.ts";
import type { WaitingGroup } from "../waiting/waiting.ts";
import { waitingText } from "../waiting/waiting-text.ts";

const shown = 3;

/** Spot checks that wait for a verdict, for whoever may give one. */
export function useWaitingSpotChecks(stream: StreamName): WaitingGroup | null {
  const enabled = useMay("alerts:triage");
  const { data: state } = useThresholdState(stream);
  const waiting = state?.spotChecks.open ?? 0;
  const search = queryString({ stream, state: "open", limit: shown });
  const { data } = useQuery({
    // Read again whenever the number changes: then one was drawn, judged or came too late.
    queryKey: spotCheckKeys.waiting(stream, waiting),
    queryFn: ({ signal }) => request(spotCheckPageSchema, `/api/v1/thresholds/spot-checks${search}`, { signal }),
    enabled: enabled && waiting > 0,
  });
  if (!enabled || state === undefined) return null;
  return {
    label: waitingText.spotChecks,
    count: waiting,
    items: (data?.items ?? []).map(({ id, summary, drawnAt }) => ({
      key: `spot-check-${id}`,
      title: summary,
      severity: "informational",
      since: drawnAt,
      href: `/policies?tab=spot-checks&check=${id}`,
    })),
    href: "/policies?tab=spot-checks",
  };
}
