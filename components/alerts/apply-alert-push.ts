import type { QueryClient } from "@tanstack/react-query";
import type { AlertDetail, AlertRow } from "../../lib/contracts/alerts.ts";
import type { Session } from "../../lib/contracts/session.ts";
import { alertKeys, sessionKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";
import {
  type AlertPage,
  type AlertPages,
  withRaised,
  withRow,
  withRowInDetail,
  withRowInPages,
} from "./alert-cache.ts";
import { belongsTo } from "./alert-list-query.ts";
import { listQueryOf } from "./list-query-of.ts";

/** Counts and details are read again at most this often, however many alerts change. */
const rereadMs = 1000;
let rereadPlanned = false;

/** Brings every cached list and detail up to date with a pushed alert. */
export function applyAlertPush(client: QueryClient, message: Push): void {
  if (message.kind === "flood") void client.invalidateQueries({ queryKey: alertKeys.floods(message.body.stream) });
  if (message.kind !== "alert") return;
  const { alert, change } = message.body;
  putAlertRow(client, alert);
  if (change === "raised") addRaised(client, alert);
  if (rereadPlanned) return;
  rereadPlanned = true;
  setTimeout(() => {
    rereadPlanned = false;
    void client.invalidateQueries({ queryKey: alertKeys.summaries });
    // Evidence and activity are in the detail alone.
    void client.invalidateQueries({ queryKey: alertKeys.details });
  }, rereadMs);
}

/** Puts a newer reading of an alert into the rows and the detail that show it. */
export function putAlertRow(client: QueryClient, alert: AlertRow): void {
  client.setQueriesData<AlertPages>({ queryKey: alertKeys.lists }, (data) => data && withRowInPages(data, alert));
  client.setQueriesData<AlertPage>({ queryKey: alertKeys.shortLists }, (data) => data && withRow(data, alert));
  client.setQueryData<AlertDetail>(alertKeys.detail(alert.id), (data) => data && withRowInDetail(data, alert));
}

function addRaised(client: QueryClient, alert: AlertRow): void {
  const me = client.getQueryData<Session>(sessionKeys.current)?.user.email ?? "";
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: alertKeys.lists })) {
    const query = listQueryOf(queryKey);
    if (query === null || !belongsTo(alert, query, me)) continue;
    client.setQueryData<AlertPages>(queryKey, (data) => data && withRaised(data, alert));
  }
}
