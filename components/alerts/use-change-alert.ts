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
import { useSession } from "../session/use-session.ts";
import { offerUndo } from "../undo/offer-undo.tsx";
import { putAlertRow } from "./apply-alert-push.ts";
import { changeWords } from "./change-words.ts";
import { knownAlert } from "./known-alert.ts";
import { undoPatch } from "./undo-patch.ts";

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
function expectedRow(row: AlertRow, patch: AlertChange["patch"], me: string): AlertRow {
  const snoozed = typeof patch.snoozedUntil === "string";
  const next = patch.status ?? (snoozed ? "suppressed" : row.status);
  const taken = patch.status === "in_progress" ? (row.assignee ?? me) : row.assignee;
  return {
    ...row,
    status: next,
    verdict: next === "resolved" ? (patch.verdict ?? row.verdict) : null,
    verdictReason: next === "resolved" ? (patch.reason ?? row.verdictReason) : null,
    assignee: patch.assignee === undefined ? taken : patch.assignee,
    snoozedUntil: snoozed ? (patch.snoozedUntil ?? null) : next === "suppressed" ? row.snoozedUntil : null,
    acknowledgedAt: next === "new" ? null : (row.acknowledgedAt ?? new Date().toISOString()),
  };
}

function showExpected(client: QueryClient, { seen, patch }: AlertChange, me: string) {
  const before = knownAlert(client, seen.id);
  if (before !== undefined) putAlertRow(client, expectedRow(before, patch, me));
  return { before };
}

function send(id: number, revision: number, patch: AlertChange["patch"]): Promise<AlertRow> {
  return request(alertRowSchema, `/api/v1/alerts/${id}`, { method: "PATCH", body: { ...patch, revision } });
}

/** A note stays: the history is only added to. All else can be taken back, to what it was and if nobody changed it. */
function offerToTakeBack(client: QueryClient, before: AlertRow | undefined, row: AlertRow, { patch }: AlertChange) {
  if (before === undefined || before.revision === row.revision || patch.note !== undefined) return;
  offerUndo({
    text: `Alert ${row.id} ${changeWords(patch)}`,
    undo: async () => {
      putAlertRow(client, await send(row.id, row.revision, undoPatch(before)));
      void client.invalidateQueries({ queryKey: alertKeys.detail(row.id) });
      void client.invalidateQueries({ queryKey: alertKeys.summaries });
    },
  });
}

/**
 * Changes one alert: shown at once, taken back when refused; after a conflict the other person's change is shown. While
 * a change of an alert is on its way, another is ignored: it would be based on a revision that is about to be old.
 */
export function useChangeAlert({ quiet = false, onChanged }: ChangeOptions = {}) {
  const client = useQueryClient();
  const me = useSession().user.email;
  const mutation = useMutation({
    mutationKey,
    meta: { quiet },
    // Without a connection it fails now, rather than being sent later when nobody thinks of it.
    networkMode: "always",
    mutationFn: ({ seen, patch }: AlertChange) => send(seen.id, seen.revision, patch),
    onMutate: (change) => showExpected(client, change, me),
    onSuccess: (row, change, context) => {
      putAlertRow(client, row);
      offerToTakeBack(client, context.before, row, change);
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
