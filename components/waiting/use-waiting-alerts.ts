"use client";

import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { readShortList } from "../alerts/read-short-list.ts";
import { alertKeys } from "../data/keys.ts";
import { useMay, useSession } from "../session/use-session.ts";
import type { WaitingGroup } from "./waiting.ts";
import { waitingText } from "./waiting-text.ts";

const shownAlerts = 5;

interface NewAlertsInput {
  readonly stream: StreamName;
  readonly assignee: string;
  readonly severity: string;
  readonly enabled: boolean;
}

function useNewAlerts({ stream, assignee, severity, enabled }: NewAlertsInput) {
  const filters = { stream, status: "new", assignee, severity };
  return useQuery({
    queryKey: alertKeys.waiting(stream, assignee, severity),
    queryFn: ({ signal }) => readShortList({ filters, limit: shownAlerts, signal }),
    enabled,
  }).data;
}

/** New alerts that are mine, whatever their severity, and high ones that are nobody's. */
export function useWaitingAlerts(stream: StreamName): WaitingGroup | null {
  const enabled = useMay("alerts:triage");
  const { email } = useSession().user;
  const mine = useNewAlerts({ stream, assignee: email, severity: "", enabled });
  const nobodys = useNewAlerts({ stream, assignee: "none", severity: "high,critical", enabled });
  if (mine === undefined || nobodys === undefined) return null;
  // A row that somebody acknowledged is brought up to date in its place before the list is read again.
  const rows = [...mine.items, ...nobodys.items].filter(({ status }) => status === "new");
  return {
    label: waitingText.newAlerts,
    count: mine.counts.new + nobodys.counts.new,
    items: rows.slice(0, shownAlerts).map(({ id, title, severity, createdAt }) => ({
      key: `alert-${id}`,
      title,
      severity,
      since: createdAt,
      href: `/alerts?status=new&sort=severity&alert=${id}`,
    })),
    href: "/alerts?status=new&sort=severity",
  };
}
