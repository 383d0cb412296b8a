"use client";

import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { readShortList } from "../alerts/read-short-list.ts";
import { useShortOrder } from "../alerts/use-floods.ts";
import { alertKeys } from "../data/keys.ts";
import { useMay } from "../session/use-session.ts";
import { newAlertsGroup } from "./new-alerts-group.ts";
import type { WaitingGroup } from "./waiting.ts";
import { waitingText } from "./waiting-text.ts";

const shownAlerts = 5;

/** Those that are mine wait whatever their severity, those that nobody has only where it is high. */
const kinds = {
  mine: { label: waitingText.ownAlerts, filters: { assignee: "me" } },
  nobodys: { label: waitingText.newAlerts, filters: { assignee: "none", severity: "high,critical" } },
} as const;

/** New alerts that wait for the signed-in person, of one kind. */
export function useWaitingAlerts(stream: StreamName, kind: keyof typeof kinds): WaitingGroup | null {
  const enabled = useMay("alerts:triage");
  const order = useShortOrder(stream);
  const { label, filters } = kinds[kind];
  const { data } = useQuery({
    queryKey: alertKeys.waiting(stream, kind, order),
    queryFn: ({ signal }) =>
      readShortList({ order, filters: { stream, status: "new", ...filters }, limit: shownAlerts, signal }),
    enabled,
    placeholderData: (known, query) => (query?.queryKey[4] === stream ? known : undefined),
  });
  if (data === undefined) return null;
  return newAlertsGroup({ label, filters, order, alerts: data.items, count: data.counts.new });
}
