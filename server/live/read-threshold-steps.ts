import type { Live } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import type { Database } from "../db/prisma.ts";
import { thresholdStep } from "./threshold-step.ts";

/** More moves than a chart can tell apart; the newest of a range that has more. */
const mostSteps = 500;

/** The step in force when the range begins, and those after it. */
export async function readThresholdSteps(
  db: Database,
  stream: number,
  { from, to }: TimeRange,
): Promise<Live["thresholds"]> {
  const [start, end] = [new Date(from), new Date(to)];
  const [before, after] = await Promise.all([
    db.thresholdChange.findFirst({ where: { stream, at: { lt: start } }, orderBy: { version: "desc" } }),
    db.thresholdChange.findMany({
      where: { stream, at: { gte: start, lt: end } },
      orderBy: { version: "desc" },
      take: mostSteps,
    }),
  ]);
  return [...(before === null ? [] : [before]), ...after.reverse()].map(thresholdStep);
}
