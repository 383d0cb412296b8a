import { ownBands, scopeBands } from "../../../lib/thresholds/band-table.ts";
import type { Policy } from "../../../lib/thresholds/policy.ts";
import type { Database } from "../../db/prisma.ts";
import { readLiveVersion } from "../../policies/live-version.ts";
import { storedPolicy } from "../../policies/policy-record.ts";

/** The policy that scoring goes by, and where its `notify` stands now. */
export interface PolicyInForce {
  readonly policy: Policy;
  /** A margin, as it stands where no scope says otherwise. */
  readonly notify: number;
}

/** Null before scoring has begun with the stream. `notify` is Infinity where the policy has not got one yet. */
export async function readPolicyInForce(db: Database, stream: number): Promise<PolicyInForce | null> {
  const version = await readLiveVersion(db, stream);
  if (version === null) return null;
  const [row, change] = await Promise.all([
    db.policyVersion.findUnique({ where: { stream_version: { stream, version } } }),
    db.thresholdChange.findFirst({ where: { stream }, orderBy: { version: "desc" }, select: { notify: true } }),
  ]);
  if (row === null) return null;
  return { policy: storedPolicy(row), notify: change?.notify ?? Number.POSITIVE_INFINITY };
}

/** Where `notify` stands in the scope of this name; as for all others where there is none such any more. */
export function notifyIn({ policy, notify }: PolicyInForce, scope: string | null): number {
  const bands = scopeBands(policy, notify).find(({ name }) => name === scope) ?? ownBands(policy, notify);
  return bands.notify ?? Number.POSITIVE_INFINITY;
}
