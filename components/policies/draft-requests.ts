import { z } from "zod";
import { type DraftPatch, type PolicyDraft, policyDraftSchema } from "../../lib/contracts/policies.ts";
import { request } from "../data/request.ts";

const path = "/api/v1/policies/drafts";

export function readDraft(id: number): Promise<PolicyDraft> {
  return request(policyDraftSchema, `${path}/${id}`);
}

export function saveDraft(id: number, body: DraftPatch): Promise<PolicyDraft> {
  return request(policyDraftSchema, `${path}/${id}`, { method: "PATCH", body });
}

export async function discardDraft(id: number): Promise<void> {
  await request(z.unknown(), `${path}/${id}`, { method: "DELETE" });
}
