import type { LiveRange, LiveRate } from "../../lib/contracts/live.ts";
import { bucketSeconds, type TimeRange, wholeBuckets } from "../../lib/contracts/live-range.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import type { Database } from "../db/prisma.ts";
import { type LivePart, livePartOf } from "./live-part.ts";
import { rangeOf } from "./range-of.ts";
import { type Sums, sumBuckets } from "./read-buckets.ts";
import { targetShare } from "./target-share.ts";

const hourMs = 3_600_000;

/** What share of events the policy in force means to put over notify. */
async function readTarget(db: Database, stream: number): Promise<LiveRate["target"]> {
  const row = await db.policyVersion.findFirst({
    where: { stream, activeFrom: { not: null } },
    orderBy: { version: "desc" },
    select: { body: true },
  });
  const policy = policySchema.safeParse(row?.body);
  return policy.success ? targetShare(policy.data.notify) : null;
}

interface Period extends Sums {
  readonly hours: number;
}

async function sumOf(db: Database, part: LivePart, range: TimeRange, now: number): Promise<Period> {
  const seconds = bucketSeconds(range, { of: part.stored === "stream" ? "stream" : "part", now });
  const whole = wholeBuckets(range, seconds);
  const sums = await sumBuckets(db, part, { range: whole, seconds });
  return { ...sums, hours: (Math.min(whole.to, now) - whole.from) / hourMs };
}

/** How often events reach a threshold and alerts are raised, in the range and in its last hour, against the target. */
export async function readRate(db: Database, query: LiveRange, moment: Date): Promise<LiveRate> {
  const now = moment.getTime();
  const range = rangeOf(query, now);
  const found = await livePartOf(db, query);
  // Rates are of the stream, or of one source or class; of an entity there is no target to hold it against.
  const part: LivePart = found.stored === null ? { ...found, stored: "stream" } : found;
  const lastHour = { from: range.to - hourMs, to: range.to };
  const [target, overRange, overHour] = await Promise.all([
    readTarget(db, part.stream),
    sumOf(db, part, range, now),
    sumOf(db, part, lastHour, now),
  ]);
  return { target, range: overRange, lastHour: overHour };
}
