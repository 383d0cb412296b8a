"use client";

import {
  type MutateOptions,
  type Mutation,
  type QueryClient,
  useIsMutating,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { z } from "zod";
import { type AlertPatch, type AlertRow, alertRowSchema } from "../../lib/contracts/alerts.ts";
import { alertKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { putAlertRow } from "./apply-alert-push.ts";
import { knownAlert } from "./known-alert.ts";

/** A change as a person makes it, to the alert as they saw it when they decided. */
export interface AlertChange {
  readonly seen: Pick<AlertRow, "id" | "revision">;
  readonly patch: Omit<AlertPatch, "revision">;
}

interface ChangeOptions {
  /** The caller says itself what went wrong. */
  readonly quiet?: boolean;
  /** Called even when the caller is no longer on the screen. */
  readonly onChanged?: (row: AlertRow, change: AlertChange) => void;
}

const mutationKey = ["alerts", "change"] as const;
const variablesSchema = z.object({ seen: z.object({ id: z.number() }) });

const pendingFor = (id: number | null) => ({
  mutationKey,
  status: "pending" as const,
  predicate: ({ state }: Pick<Mutation, "state">) => {
    const variables = variablesSchema.safeParse(state.variables);
    return variables.success && variables.data.seen.id === id;
  },
});

/** Whether a change of this alert by this page is on its way; never for none. */
export function useIsChanging(id: number | null): boolean {
  return useIsMutating(pendingFor(id)) > 0;
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

function showExpected(client: QueryClient, { seen, patch }: AlertChange) {
  const before = knownAlert(client, seen.id);
  if (before !== undefined) putAlertRow(client, expectedRow(before, patch));
  return { before };
}

/**
 * Changes one alert: shown at once, taken back when refused; after a conflict the other person's change is shown. While
 * a change of an alert is on its way, another is ignored: it would be based on a revision that is about to be old.
 */
export function useChangeAlert({ quiet = false, onChanged }: ChangeOptions = {}) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationKey,
    meta: { quiet },
    // Without a connection it fails now, rather than being sent later when nobody thinks of it.
    networkMode: "always",
    mutationFn: ({ seen, patch }: AlertChange) =>
      request(alertRowSchema, `/api/v1/alerts/${seen.id}`, {
        method: "PATCH",
        body: { ...patch, revision: seen.revision },
      }),
    onMutate: (change) => showExpected(client, change),
    onSuccess: (row, change) => {
      putAlertRow(client, row);
      onChanged?.(row, change);
    },
    onError: (_error, _change, context) => {
      if (context?.before !== undefined) putAlertRow(client, context.before);
    },
    onSettled: (_row, _error, { seen }) => {
      void client.invalidateQueries({ queryKey: alertKeys.detail(seen.id) });
      void client.invalidateQueries({ queryKey: alertKeys.summaries });
    },
  });
  const change = (wanted: AlertChange, callbacks?: MutateOptions<AlertRow, Error, AlertChange>) => {
    if (client.isMutating(pendingFor(wanted.seen.id)) === 0) mutation.mutate(wanted, callbacks);
  };
  return { change, isPending: mutation.isPending, error: mutation.error, reset: mutation.reset };
}
