import { type PolicyDraft, policyDraftSchema } from "../../../lib/contracts/policies.ts";
import { policySchema } from "../../../lib/thresholds/policy.ts";
import type { PolicyDraft as DraftRow } from "../../db/generated/client.ts";
import { streamName } from "../../db/stream-number.ts";

const bodySchema = policySchema.omit({ version: true, zones: true });

/** A draft as the API shows it. */
export function draftRecord(row: DraftRow): PolicyDraft {
  const { name, basedOn, restores, reason, author, updatedBy, revision, publishedVersion, shadowSince } = row;
  return {
    id: Number(row.id),
    stream: streamName(row.stream),
    name,
    state: policyDraftSchema.shape.state.parse(row.state),
    basedOn,
    restores,
    body: bodySchema.parse(row.body),
    reason,
    author,
    updatedBy,
    revision,
    publishedVersion,
    shadow:
      shadowSince === null
        ? null
        : { since: shadowSince.toISOString(), from: Number(row.shadowFrom), by: row.shadowBy ?? "" },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
