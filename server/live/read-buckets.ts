import type { ChartBucket } from "../../lib/contracts/live.ts";
import { decodeHistogram } from "../../lib/pipeline/score-histogram.ts";
import type { Database } from "../db/prisma.ts";
import { chartBucketOf } from "../scoring/write-rollups.ts";

/** A chart is about 1,000 pixels wide: an hour of seconds is the most that is told apart. */
const mostMinutesOfSeconds = 60;

/** The chart's buckets since then, oldest first: of seconds, or of minutes for longer charts. */
export async function readBuckets(
  db: Database,
  { stream, since, minutes }: { readonly stream: number; readonly since: Date; readonly minutes: number },
): Promise<ChartBucket[]> {
  const resolution = minutes <= mostMinutesOfSeconds ? 1 : 60;
  const start = new Date(Math.floor(since.getTime() / (resolution * 1000)) * resolution * 1000);
  const rows = await db.rollup.findMany({
    where: { stream, resolution, start: { gte: start } },
    orderBy: { start: "asc" },
  });
  return rows.map(({ start: at, alerts, histogram }) => {
    const decoded = decodeHistogram(histogram);
    if (!decoded.ok) throw new Error(`The chart's bucket of ${at.toISOString()} cannot be read: ${decoded.reason}`);
    return chartBucketOf({ startMs: at.getTime(), alerts, histogram: decoded.histogram }, resolution);
  });
}
