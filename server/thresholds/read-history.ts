import type { z } from "zod";
import type { ThresholdHistory, thresholdHistoryQuerySchema } from "../../lib/contracts/threshold-history.ts";
import type { ThresholdChange } from "../db/generated/client.ts";
import type { Database } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { thresholdStep } from "../live/threshold-step.ts";

const hourMs = 3_600_000;
/** About three months of a threshold that moves every hour; the newest of a period that has more. */
const mostSteps = 2000;

const historyStep = (change: ThresholdChange) => ({ ...thresholdStep(change), digest: change.inputsDigest });

/** How a stream's thresholds stood over a period: the step in force when it begins, and those after it. */
export async function readHistory(
  db: Database,
  { stream: name, hours }: z.infer<typeof thresholdHistoryQuerySchema>,
  now: Date,
): Promise<ThresholdHistory> {
  const stream = streamNumbers[name];
  const to = now.getTime();
  const start = hours === undefined ? null : new Date(to - hours * hourMs);
  const after = await db.thresholdChange.findMany({
    where: { stream, ...(start === null ? {} : { at: { gte: start } }) },
    orderBy: { version: "desc" },
    take: mostSteps + 1,
  });
  const cut = after.length > mostSteps;
  const listed = after.slice(0, mostSteps).reverse();
  const before =
    start === null || cut
      ? null
      : await db.thresholdChange.findFirst({ where: { stream, at: { lt: start } }, orderBy: { version: "desc" } });
  const first = listed[0]?.at.getTime() ?? to;
  return {
    stream: name,
    from: start === null || cut ? first : start.getTime(),
    to,
    steps: [...(before === null ? [] : [before]), ...listed].map(historyStep),
    cut,
  };
}
