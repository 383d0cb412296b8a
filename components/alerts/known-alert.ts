import type { QueryClient } from "@tanstack/react-query";
import type { AlertDetail, AlertRow } from "../../lib/contracts/alerts.ts";
import { alertKeys } from "../data/keys.ts";
import { type AlertPages, rowsOf } from "./alert-cache.ts";

/** The newest reading of an alert that this browser has. A detail closed long ago may be older than a list. */
export function knownAlert(client: QueryClient, id: number): AlertRow | undefined {
  const detail = client.getQueryData<AlertDetail>(alertKeys.detail(id));
  const readings: AlertRow[] = detail === undefined ? [] : [detail];
  for (const [, data] of client.getQueriesData<AlertPages>({ queryKey: alertKeys.lists })) {
    readings.push(...rowsOf(data).filter((row) => row.id === id));
  }
  return readings.sort((left, right) => right.revision - left.revision)[0];
}
