import { z } from "zod";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { contributionSchema, featureValueSchema } from "../../lib/contracts/events.ts";
import type { Database } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";
import { alertRow } from "./alert-row.ts";

/** Changes shown with an alert; a rule that is joined by thousands is not read through. */
const mostActivity = 500;

/** One alert with the explanation of its worst event, its first hundred events and what was done about it. */
export async function getAlert(db: Database, id: number): Promise<AlertDetail> {
  const alert = await db.alert.findUnique({
    where: { id: BigInt(id) },
    include: {
      events: { orderBy: { eventId: "asc" }, take: 100 },
      activity: { orderBy: { id: "desc" }, take: mostActivity },
    },
  });
  if (alert === null) throw new AppError("not_found", { detail: `There is no alert ${id}.` });
  const { threshold, scope, thresholdVersion, policyVersion } = alert;
  return {
    ...alertRow(alert),
    resolvedAt: alert.resolvedAt?.toISOString() ?? null,
    eventId: Number(alert.eventId),
    threshold,
    scope,
    thresholdVersion,
    policyVersion,
    contributions: z.array(contributionSchema).parse(alert.contributions),
    features: z.array(featureValueSchema).parse(alert.features),
    events: alert.events.map(({ eventId, time, score, margin, summary }) => ({
      id: Number(eventId),
      time: time.toISOString(),
      score,
      margin,
      summary,
    })),
    activity: alert.activity.map(({ id: number, at, actor, kind, detail }) => ({
      id: Number(number),
      at: at.toISOString(),
      actor,
      kind,
      detail: z.record(z.string(), z.unknown()).parse(detail),
    })),
  };
}
