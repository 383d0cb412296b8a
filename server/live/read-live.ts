import type { ChartBucket, Live, LiveQuery } from "../../lib/contracts/live.ts";
import { bucketSeconds, type TimeRange, wholeBuckets } from "../../lib/contracts/live-range.ts";
import type { Database } from "../db/prisma.ts";
import { readPushCursor } from "../realtime/read-push-cursor.ts";
import { canScan, countBuckets } from "./count-buckets.ts";
import { type LivePart, livePartOf } from "./live-part.ts";
import { type OffsetSpan, offsetSpan } from "./offset-span.ts";
import { rangeOf } from "./range-of.ts";
import { readAlertMarks } from "./read-alert-marks.ts";
import { readBuckets } from "./read-buckets.ts";
import { readModelMarks } from "./read-model-marks.ts";
import { readThresholdSteps } from "./read-threshold-steps.ts";
import { readTop } from "./read-top.ts";

/** Up to this span one source or class is counted by the second, since its roll-ups hold tens of seconds. */
const countedMs = 5 * 60_000;

/** How the buckets of a range are come by, and how long one is. */
interface BucketPlan {
  readonly by: "rollups" | "events";
  readonly seconds: number;
}

interface Asked {
  readonly range: TimeRange;
  readonly span: OffsetSpan;
  readonly now: number;
}

function planBuckets({ stored }: LivePart, { range, span, now }: Asked): BucketPlan {
  if (stored === "stream") return { by: "rollups", seconds: bucketSeconds(range, { of: "stream", now }) };
  const counted = { by: "events", seconds: bucketSeconds(range, { of: "stream", now: null }) } as const;
  if (stored === null) return counted;
  if (range.to - range.from <= countedMs && canScan(span)) return counted;
  return { by: "rollups", seconds: bucketSeconds(range, { of: "part", now }) };
}

interface Reading extends Asked {
  readonly part: LivePart;
  readonly plan: BucketPlan;
  readonly since: number;
}

async function bucketsOf(db: Database, { part, plan, range, span, since }: Reading): Promise<ChartBucket[]> {
  const whole = wholeBuckets({ from: Math.max(range.from, since), to: range.to }, plan.seconds);
  return plan.by === "rollups"
    ? readBuckets(db, part, { range: whole, seconds: plan.seconds })
    : countBuckets(db, part, { range: whole, seconds: plan.seconds, span });
}

/**
 * The chart of a range with all that is drawn into it. The push cursor is read before the rest: what commits in between
 * is in the answer and comes again as a push, and nothing falls between the two.
 */
export async function readLive(db: Database, query: LiveQuery, moment: Date): Promise<Live> {
  const now = moment.getTime();
  const range = rangeOf(query, now);
  const cursor = await readPushCursor(db);
  const part = await livePartOf(db, query);
  const span = await offsetSpan(db, part.stream, range);
  const plan = planBuckets(part, { range, span, now });
  const since = query.since === undefined ? range.from : Date.parse(query.since);
  const shown = wholeBuckets(range, plan.seconds);
  const [buckets, { thresholds, scope }, alerts, models, top] = await Promise.all([
    bucketsOf(db, { part, plan, range, span, now, since }),
    readThresholdSteps(db, query, { stream: part.stream, range: shown }),
    readAlertMarks(db, part, range),
    readModelMarks(db, part.stream, range),
    readTop(db, part, { span, range }),
  ]);
  return {
    stream: query.stream,
    now,
    range: { ...range, seconds: plan.seconds },
    entity: part.entity?.ref ?? null,
    buckets,
    thresholds,
    scope,
    alerts,
    models,
    top,
    cursor,
  };
}
