"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertStanding } from "../../lib/contracts/alert-query.ts";
import { type AlertPatch, type AlertRow, alertBulkAnswerSchema } from "../../lib/contracts/alerts.ts";
import { PartlyDoneError } from "../data/api-error.ts";
import { alertKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { formatCountOf } from "../display/format.ts";
import { holdUndo, offerUndo } from "../undo/offer-undo.tsx";
import { putAlertRow } from "./apply-alert-push.ts";
import { changeWords } from "./change-words.ts";
import { undoGroups } from "./undo-patch.ts";

/** One change of several alerts, each as it was seen. */
export interface BulkChange {
  readonly targets: readonly AlertStanding[];
  readonly patch: Omit<AlertPatch, "revision">;
}

export interface BulkResult {
  readonly changed: readonly AlertRow[];
  /** Why not, by alert. */
  readonly refused: ReadonlyMap<number, string>;
}

/**
 * As many in one transaction: few enough that scoring, which writes the same alerts, hardly waits, and that whoever waits
 * sees it go on.
 */
const chunkSize = 20;

type Target = Pick<AlertStanding, "id" | "revision">;

async function sendChunk(client: QueryClient, targets: readonly Target[], patch: BulkChange["patch"]) {
  const body = { ids: targets.map(({ id }) => id), revisions: targets.map(({ revision }) => revision), patch };
  const answer = await request(alertBulkAnswerSchema, "/api/v1/alerts/bulk", { method: "POST", body });
  for (const row of answer.changed) putAlertRow(client, row);
  return answer;
}

async function takeBack(client: QueryClient, before: readonly AlertStanding[], changed: readonly AlertRow[]) {
  const byId = new Map(before.map((standing) => [standing.id, standing]));
  let refused = 0;
  for (const { patch, targets } of undoGroups(byId, changed)) {
    for (let at = 0; at < targets.length; at += chunkSize) {
      refused += (await sendChunk(client, targets.slice(at, at + chunkSize), patch)).refused.length;
    }
  }
  if (refused > 0)
    throw new PartlyDoneError(`${formatCountOf(refused, "alert")} changed since and stayed as they are.`);
}

async function changeInSteps(
  client: QueryClient,
  { targets, patch }: BulkChange,
  onDone: (count: number) => void,
): Promise<BulkResult> {
  const changed: AlertRow[] = [];
  const refused = new Map<number, string>();
  onDone(0);
  try {
    for (let at = 0; at < targets.length; at += chunkSize) {
      const answer = await sendChunk(client, targets.slice(at, at + chunkSize), patch);
      changed.push(...answer.changed);
      for (const { id, reason } of answer.refused) refused.set(id, reason);
      onDone(at + chunkSize);
    }
  } finally {
    if (changed.length > 0) {
      const text = `${formatCountOf(changed.length, "alert")} ${changeWords(patch)}`;
      offerUndo({ text, undo: () => takeBack(client, targets, changed) });
    }
    void client.invalidateQueries({ queryKey: alertKeys.summaries });
    void client.invalidateQueries({ queryKey: alertKeys.details });
  }
  return { changed, refused };
}

/** Changes several alerts in steps; what was done until something fails stays done, is said, and can be taken back. */
export function useBulkChange() {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const mutation = useMutation({
    networkMode: "always",
    mutationFn: (change: BulkChange) => holdUndo(() => changeInSteps(client, change, setDone)),
  });
  return { ...mutation, done };
}
