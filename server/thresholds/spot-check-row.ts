import { type SpotCheck, spotCheckVerdictSchema } from "../../lib/contracts/thresholds.ts";
import type { SpotCheck as SpotCheckRecord } from "../db/generated/client.ts";
import { streamName } from "../db/stream-number.ts";
import type { GuardClock } from "./guard-clock.ts";

/** A spot check as lists show it: it waits as long as the guard that drew it takes its verdict up. */
export function spotCheckRow(record: SpotCheckRecord, { guard, at }: GuardClock): SpotCheck {
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
    state: verdict !== null ? "judged" : record.guard === guard && dueAt > at ? "open" : "late",
    verdict: spotCheckVerdictSchema.nullable().parse(verdict),
    judgedBy: record.judgedBy,
    judgedAt: record.judgedAt?.toISOString() ?? null,
    reason: record.reason,
  };
}
