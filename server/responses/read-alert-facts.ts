import { z } from "zod";
import { bandSchema, severitySchema } from "../../lib/contracts/common.ts";
import { entityRefSchema } from "../../lib/contracts/events.ts";
import type { ResponseEvidence } from "../../lib/contracts/responses.ts";
import { classUid, familyOf } from "../../lib/event/classes.ts";
import type { MatchedAlert } from "../../lib/responses/match-playbook.ts";
import type { ResponseTarget } from "../../lib/responses/words.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { readColumnsAt, readOriginal } from "../event-log/read-blocks.ts";
import { securityEventAt } from "../events/security-event-at.ts";

const recordSchema = z.object({
  id: z.coerce.number(),
  stream: z.number(),
  title: z.string(),
  reason: z.string(),
  severity: z.number(),
  status: z.string(),
  verdict: z.string().nullable(),
  band: z.number(),
  class_uid: z.number(),
  detectors: z.array(z.string()),
  techniques: z.array(z.string()),
  entities: z.array(entityRefSchema.extend({ role: z.string() })),
  first_seen: z.date(),
  last_seen: z.date(),
  event_count: z.number(),
  event_id: z.coerce.number(),
  event_received: z.date(),
  score: z.number(),
  confidence: z.number(),
  policy_version: z.number(),
});
type AlertFactsRecord = z.infer<typeof recordSchema>;

/** What responses need to know of an alert. */
export interface AlertFacts {
  readonly id: number;
  readonly stream: number;
  readonly title: string;
  readonly policyVersion: number;
  /** The people's verdict that speaks against doing anything, or null. */
  readonly harmless: string | null;
  readonly matched: MatchedAlert;
  readonly evidence: ResponseEvidence;
  /** Mailboxes that the message went to, where the alert is about one. */
  readonly mailboxes: number;
}

const readSql = `
  SELECT id, stream, title, reason, severity, status, verdict, band, class_uid, detectors, techniques, entities,
    first_seen, last_seen, event_count, event_id, event_received, score, confidence::float8 AS confidence, policy_version
  FROM alert WHERE id = $1`;

interface Message {
  readonly target: ResponseTarget;
  readonly mailboxes: number;
}

/** The message that the worst event is about, read from the record as received; its id is kept nowhere else. */
async function messageOf(pool: Pool, alert: AlertFactsRecord): Promise<Message | null> {
  if (alert.class_uid !== classUid.email) return null;
  const place = { stream: alert.stream, id: alert.event_id, received: alert.event_received };
  const [found, original] = await Promise.all([readColumnsAt(pool, place), readOriginal(pool, place)]);
  if (found === null || original === null) return null;
  const { message, mailTo } = securityEventAt(found.columns, found.row, original.bytes);
  // Where the record cannot be read any more, a line of text stands there instead of an id.
  if (message === null || /\s/.test(message)) return null;
  const mailboxes = mailTo === null ? 0 : mailTo.split(",").length;
  return { target: { kind: "message", name: message, role: "message", entityId: null }, mailboxes };
}

function evidenceOf(alert: AlertFactsRecord): ResponseEvidence {
  return {
    alertId: alert.id,
    title: alert.title,
    reason: alert.reason,
    severity: severitySchema.options[alert.severity - 1] ?? "informational",
    band: bandSchema.options[alert.band] ?? "none",
    score: alert.score,
    confidence: alert.confidence,
    eventId: alert.event_id,
    eventCount: alert.event_count,
    firstSeen: alert.first_seen.toISOString(),
    lastSeen: alert.last_seen.toISOString(),
    detectors: alert.detectors,
    techniques: alert.techniques,
  };
}

function bandOf(band: number): MatchedAlert["band"] {
  return band === 3 ? 3 : band === 2 ? 2 : 1;
}

/** The alert as it is now, or null. Takes no lock on it: scoring goes on writing. */
export async function readAlertFacts(run: RunStatement, pool: Pool, id: number): Promise<AlertFacts | null> {
  const { rows } = await run(readSql, [id]);
  if (rows[0] === undefined) return null;
  const alert = recordSchema.parse(rows[0]);
  const message = await messageOf(pool, alert);
  const entities = alert.entities.map(({ id: entityId, kind, name, role }) => ({ kind, name, role, entityId }));
  const isHarmless = alert.verdict === "false_positive" || alert.verdict === "benign";
  return {
    id: alert.id,
    stream: alert.stream,
    title: alert.title,
    policyVersion: alert.policy_version,
    harmless: alert.status === "resolved" && isHarmless ? alert.verdict : null,
    matched: {
      band: bandOf(alert.band),
      family: familyOf(alert.class_uid),
      techniques: alert.techniques,
      detectors: alert.detectors,
      targets: message === null ? entities : [...entities, message.target],
    },
    evidence: evidenceOf(alert),
    mailboxes: message?.mailboxes ?? 0,
  };
}
