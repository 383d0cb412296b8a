import { severitySchema } from "../../lib/contracts/common.ts";
import type { AlertMark } from "../../lib/contracts/live.ts";
import type { Database } from "../db/prisma.ts";

/** More marks than a chart has room for; the newest of a storm. */
const mostMarks = 500;

/** Alerts raised since, oldest first, as marks on the chart. */
export async function readAlertMarks(db: Database, stream: number, since: Date): Promise<AlertMark[]> {
  // The newest by id and then by time: raising order is time order, and there is no index on the time alone.
  const alerts = await db.alert.findMany({
    where: { stream },
    orderBy: { id: "desc" },
    take: mostMarks,
    select: { id: true, createdAt: true, score: true, severity: true, title: true },
  });
  const recent = alerts.filter(({ createdAt }) => createdAt >= since).reverse();
  return recent.map(({ id, createdAt, score, severity, title }) => ({
    id: Number(id),
    at: createdAt.getTime(),
    score,
    severity: severitySchema.options[severity - 1] ?? "informational",
    title,
  }));
}
