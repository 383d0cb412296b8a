import type { z } from "zod";
import type {
  HistoryStep,
  ThresholdHistory,
  thresholdHistoryQuerySchema,
} from "../../lib/contracts/threshold-history.ts";
import type { ThresholdChange } from "../db/generated/client.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { thresholdStep } from "../live/threshold-step.ts";
import { readStreamClock } from "./read-stream-clock.ts";

const hourMs = 3_600_000;
/** About three months of a threshold that moves every hour; the newest of a period that has more. */
const mostSteps = 2000;

const historyStep = (change: ThresholdChange): HistoryStep => ({
  ...thresholdStep(change),
  streamAt: change.streamAt?.getTime() ?? null,
  digest: change.inputsDigest,
});

/** How a stream's thresholds stood over a period by its own clock: the step in force when it begins, and those after it. */
export async function readHistory(
  { db, pool, now }: App,
  { stream: name, hours }: z.infer<typeof thresholdHistoryQuerySchema>,
): Promise<ThresholdHistory> {
  const stream = streamNumbers[name];
  const to = (await readStreamClock(pool, stream)) ?? now().getTime();
  const start = hours === undefined ? null : new Date(to - hours * hourMs);
  const [after, count] = await Promise.all([
    db.thresholdChange.findMany({
      where: { stream, ...(start === null ? {} : { streamAt: { gte: start } }) },
      orderBy: { version: "desc" },
      take: mostSteps + 1,
    }),
    db.thresholdChange.count({ where: { stream } }),
  ]);
  const cut = after.length > mostSteps;
  const listed = after.slice(0, mostSteps).reverse();
  const earlier = count - listed.length;
  const [oldest] = listed;
  const before =
    cut || earlier === 0
      ? null
      : await db.thresholdChange.findFirst({
          where: { stream, ...(oldest === undefined ? {} : { version: { lt: oldest.version } }) },
          orderBy: { version: "desc" },
        });
  const first = listed.find(({ streamAt }) => streamAt !== null)?.streamAt?.getTime() ?? to;
  return {
    stream: name,
    from: start === null || cut ? first : start.getTime(),
    to,
    steps: [...(before === null ? [] : [before]), ...listed].map(historyStep),
    cut,
    earlier,
  };
}
