import { type AlertRow, alertRowSchema } from "../../lib/contracts/alerts.ts";
import { bandSchema, severitySchema } from "../../lib/contracts/common.ts";
import { Sql } from "../db/prisma.ts";
import { streamName } from "../db/stream-number.ts";

/** What lists read of table `alert`. */
export interface AlertRecord {
  readonly id: bigint;
  readonly stream: number;
  readonly title: string;
  readonly reason: string;
  /** OCSF severity_id, 1 informational to 5 critical. */
  readonly severity: number;
  readonly status: string;
  readonly verdict: string | null;
  readonly verdictReason: string | null;
  readonly assignee: string | null;
  readonly snoozedUntil: Date | null;
  readonly detectors: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: unknown;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly eventCount: number;
  readonly score: number;
  readonly margin: number;
  readonly confidence: number;
  /** 1 notify, 2 approve, 3 auto. */
  readonly band: number;
  readonly createdAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly revision: number;
  readonly originCount: number;
  readonly entityGroup: string | null;
  readonly flood: number | null;
}

/** The columns of an AlertRecord, for a query over `alert a`. */
export const alertColumns = Sql.sql`
  a.id, a.stream, a.title, a.reason, a.severity, a.status, a.verdict, a.verdict_reason AS "verdictReason", a.assignee,
  a.snoozed_until AS "snoozedUntil", a.detectors, a.techniques, a.entities, a.first_seen AS "firstSeen",
  a.last_seen AS "lastSeen", a.event_count AS "eventCount", a.score, a.margin, a.confidence::float8 AS confidence, a.band,
  a.created_at AS "createdAt", a.acknowledged_at AS "acknowledgedAt", a.revision, a.origin_count AS "originCount", a.entity_group AS "entityGroup", a.flood`;

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** The alert as lists and push messages show it. */
export function alertRow(record: AlertRecord): AlertRow {
  return alertRowSchema.parse({
    ...record,
    id: Number(record.id),
    stream: streamName(record.stream),
    severity: severitySchema.options[record.severity - 1] ?? "informational",
    band: bandSchema.options[record.band],
    snoozedUntil: iso(record.snoozedUntil),
    firstSeen: iso(record.firstSeen),
    lastSeen: iso(record.lastSeen),
    createdAt: iso(record.createdAt),
    acknowledgedAt: iso(record.acknowledgedAt),
  });
}
