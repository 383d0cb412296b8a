import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type ResponseOverride,
  responseBulkAnswerSchema,
  responseOverriddenSchema,
} from "../../lib/contracts/response-decisions.ts";
import { type ResponseRow, responseRowSchema } from "../../lib/contracts/responses.ts";
import { responseKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { putResponseRow } from "./apply-response-push.ts";

/** A decision as a person makes it, over what they saw. */
export type Decision =
  | { readonly verb: "approve"; readonly body: { readonly evidenceHash: string; readonly reason?: string } }
  | { readonly verb: "override"; readonly body: ResponseOverride }
  | { readonly verb: "cancel" | "undo"; readonly body: { readonly reason: string } }
  | { readonly verb: "extend"; readonly body: { readonly reason: string; readonly leaseSeconds: number } }
  | { readonly verb: "settle"; readonly body: { readonly reason: string; readonly outcome: "done" | "not_done" } };

async function send(id: number, { verb, body }: Decision): Promise<ResponseRow> {
  const path = `/api/v1/responses/${id}/${verb}`;
  if (verb !== "override") return request(responseRowSchema, path, { method: "POST", body });
  const { overridden } = await request(responseOverriddenSchema, path, { method: "POST", body });
  return overridden;
}

/**
 * Sends a decision. Never shown before the server has taken it: whether a response was approved is no guess. The caller's
 * dialog says why not; after a conflict the newest reading is fetched.
 */
export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: ({ id, decision }: { readonly id: number; readonly decision: Decision }) => send(id, decision),
    onSuccess: (row) => putResponseRow(client, row),
    onSettled: (_row, _error, { id }) => void client.invalidateQueries({ queryKey: responseKeys.detail(id) }),
  });
}

/** Undoes or cancels many with one reason; each is decided on its own. */
export function useDecideMany() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: (body: { readonly ids: readonly number[]; readonly do: "undo" | "cancel"; readonly reason: string }) =>
      request(responseBulkAnswerSchema, "/api/v1/responses/bulk", { method: "POST", body }),
    onSuccess: ({ changed }) => {
      for (const row of changed) putResponseRow(client, row);
    },
  });
}
