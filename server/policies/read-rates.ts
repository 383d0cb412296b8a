import type { z } from "zod";
import { bucketSeconds, wholeBuckets } from "../../lib/contracts/live-range.ts";
import type { PolicyRate, policyRatesQuerySchema, policyRatesSchema } from "../../lib/contracts/policy-rates.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import type { Database } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { LivePart } from "../live/live-part.ts";
import { sumBuckets } from "../live/read-buckets.ts";
import { targetShare } from "../live/target-share.ts";

/** More versions than are in sight in the list. */
const mostVersions = 8;

interface InForce {
  readonly version: number;
  readonly body: unknown;
  readonly activatedAt: Date | null;
}

/** Events of a version's time in force, from the roll-ups. */
async function rateOf(
  db: Database,
  part: LivePart,
  { row, until, now }: { readonly row: InForce; readonly until: number; readonly now: number },
): Promise<PolicyRate | null> {
  const policy = policySchema.safeParse(row.body);
  const from = row.activatedAt?.getTime();
  if (!policy.success || from === undefined) return null;
  const range = { from, to: Math.max(from, until) };
  const seconds = bucketSeconds(range, { of: "stream", now });
  const { events, flagged } = await sumBuckets(db, part, { range: wholeBuckets(range, seconds), seconds });
  return { version: row.version, ...range, events, flagged, target: targetShare(policy.data.notify) };
}

/** How often events reached notify while each of the newest versions was in force, against what it aims at. */
export async function readPolicyRates(
  db: Database,
  { stream: name }: z.infer<typeof policyRatesQuerySchema>,
  moment: Date,
): Promise<z.infer<typeof policyRatesSchema>> {
  const now = moment.getTime();
  const stream = streamNumbers[name];
  const rows = await db.policyVersion.findMany({
    where: { stream, activatedAt: { not: null } },
    orderBy: { version: "desc" },
    take: mostVersions,
    select: { version: true, body: true, activatedAt: true },
  });
  const part: LivePart = { stream, stored: "stream", conditions: [], entity: null };
  const versions: PolicyRate[] = [];
  // One after the other: a page that is looked at every now and then takes one connection, not eight.
  for (const [place, row] of rows.entries()) {
    const until = rows[place - 1]?.activatedAt?.getTime() ?? now;
    const rate = await rateOf(db, part, { row, until, now });
    if (rate !== null) versions.push(rate);
  }
  return { versions };
}
