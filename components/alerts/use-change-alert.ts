"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { type AlertDetail, type AlertPatch, type AlertRow, alertRowSchema } from "../../lib/contracts/alerts.ts";
import { alertKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { type AlertPages, rowsOf } from "./alert-cache.ts";
import { putAlertRow } from "./apply-alert-push.ts";

/** A change as a person makes it; the revision they saw is added when it is sent. */
export interface AlertChange {
  readonly id: number;
  readonly patch: Omit<AlertPatch, "revision">;
}

/** The alert as this browser last knew it. */
function knownAlert(client: QueryClient, id: number): AlertRow | undefined {
  const detail = client.getQueryData<AlertDetail>(alertKeys.detail(id));
  if (detail !== undefined) return detail;
  for (const [, data] of client.getQueriesData<AlertPages>({ queryKey: alertKeys.lists })) {
    const row = rowsOf(data).find((candidate) => candidate.id === id);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** The row as the change will make it, with the revision it still has: the answer, or a push, is newer. */
function expectedRow(row: AlertRow, { status, verdict, reason }: AlertChange["patch"]): AlertRow {
  const next = status ?? row.status;
  return {
    ...row,
    status: next,
    verdict: next === "resolved" ? (verdict ?? row.verdict) : null,
    verdictReason: next === "resolved" ? (reason ?? row.verdictReason) : null,
    acknowledgedAt: row.acknowledgedAt ?? (next === "new" ? null : new Date().toISOString()),
  };
}

/** Changes one alert: shown at once, taken back when refused; after a conflict the other person's change is shown. */
export function useChangeAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, patch }: AlertChange) => {
      // What the person saw: the expected row keeps the revision it was made from.
      const revision = knownAlert(client, id)?.revision;
      const body = { ...patch, ...(revision === undefined ? {} : { revision }) };
      return request(alertRowSchema, `/api/v1/alerts/${id}`, { method: "PATCH", body });
    },
    onMutate: ({ id, patch }) => {
      const before = knownAlert(client, id);
      if (before !== undefined) putAlertRow(client, expectedRow(before, patch));
      return { before };
    },
    onSuccess: (row) => putAlertRow(client, row),
    onError: (_error, _change, context) => {
      if (context?.before !== undefined) putAlertRow(client, context.before);
    },
    onSettled: (_row, _error, { id }) => {
      void client.invalidateQueries({ queryKey: alertKeys.detail(id) });
      void client.invalidateQueries({ queryKey: alertKeys.summaries });
    },
  });
}
