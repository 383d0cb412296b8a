import type { ShortOrder } from "../alerts/short-list.ts";
import { queryString } from "../data/request.ts";
import type { WaitingGroup, WaitingItem } from "./waiting.ts";

interface NewAlerts {
  readonly label: string;
  /** What the list is narrowed to. */
  readonly filters: Readonly<Record<string, string>>;
  readonly order: ShortOrder;
  readonly alerts: readonly (Pick<WaitingItem, "title" | "severity"> & {
    readonly id: number;
    readonly status: string;
    readonly createdAt: string;
  })[];
  readonly count: number;
}

/** New alerts as something that waits; its links lead to a list of exactly as many as it counts. */
export function newAlertsGroup({ label, filters, order, alerts, count }: NewAlerts): WaitingGroup {
  const href = `/alerts${queryString({ status: "new", ...filters, sort: order })}`;
  return {
    label,
    count,
    // A row that somebody acknowledged is brought up to date in its place before the list is read again.
    items: alerts
      .filter(({ status }) => status === "new")
      .map(({ id, title, severity, createdAt }) => ({
        key: `alert-${id}`,
        title,
        severity,
        since: createdAt,
        href: `${href}&alert=${id}`,
      })),
    href,
  };
}
