import { type SpotCheck, spotCheckVerdictSchema } from "../../lib/contracts/thresholds.ts";
import type { SpotCheck as SpotCheckRecord } from "../db/generated/client.ts";
import { streamName } from "../db/stream-number.ts";

/** A spot check as lists show it at a moment. */
export function spotCheckRow(record: SpotCheckRecord, now: Date): SpotCheck {
  const { verdict, dueAt } = record;
  return {
    id: Number(record.id),
    stream: streamName(record.stream),
    eventId: Number(record.eventId),
    time: record.time.toISOString(),
    summary: record.summary,
    origin: record.origin,
    margin: record.margin,
    score: record.score,
    threshold: record.notify,
    chance: record.chance,
    stratum: record.near ? "near" : "far",
    drawnAt: record.drawnAt.toISOString(),
    dueAt: dueAt.toISOString(),
    state: verdict !== null ? "judged" : dueAt > now ? "open" : "late",
    verdict: spotCheckVerdictSchema.nullable().parse(verdict),
    judgedBy: record.judgedBy,
    judgedAt: record.judgedAt?.toISOString() ?? null,
    reason: record.reason,
  };
}
