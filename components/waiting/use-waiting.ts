"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { useWaitingRequests } from "../change-requests/use-waiting-requests.ts";
import { useWaitingResponses } from "../responses/use-waiting-responses.ts";
import { useWaitingSpotChecks } from "../spot-checks/use-waiting-spot-checks.ts";
import { useWaitingAlerts } from "./use-waiting-alerts.ts";
import type { WaitingGroup } from "./waiting.ts";

/** What waits for the signed-in person in a stream, kind by kind. A feature adds its hook; bar, title and tab know of it. */
export function useWaiting(stream: StreamName): { readonly groups: readonly WaitingGroup[]; readonly count: number } {
  const sources: readonly (WaitingGroup | null)[] = [
    useWaitingAlerts(stream, "mine"),
    useWaitingAlerts(stream, "nobodys"),
    useWaitingResponses(stream),
    useWaitingSpotChecks(stream),
    useWaitingRequests(stream),
  ];
  const groups = sources.filter((group) => group !== null);
  return { groups, count: groups.reduce((sum, group) => sum + group.count, 0) };
}
