import type { PolicyRecord, PolicyState } from "../../lib/contracts/policies.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import type { PolicyVersion } from "../db/generated/client.ts";
import { streamName } from "../db/stream-number.ts";

function stateOf({ version, activeFrom }: PolicyVersion, live: number | null): PolicyState {
  if (live !== null && version === live) return "live";
  return activeFrom === null && (live === null || version > live) ? "waiting" : "retired";
}

/** A published version as the API shows it. The row's version counts, whatever the body says. */
export function policyRecord(row: PolicyVersion, live: number | null): PolicyRecord {
  const { version, reason, author } = row;
  const body = typeof row.body === "object" && row.body !== null ? { ...row.body, version } : row.body;
  return {
    stream: streamName(row.stream),
    version,
    state: stateOf(row, live),
    body: policySchema.parse(body),
    reason,
    author,
    createdAt: row.createdAt.toISOString(),
    activeFrom: row.activeFrom === null ? null : Number(row.activeFrom),
    activatedAt: row.activatedAt?.toISOString() ?? null,
  };
}
