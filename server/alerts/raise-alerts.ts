import { z } from "zod";
import { type AlertRow, alertRowSchema } from "../../lib/contracts/alerts.ts";
import { bandSchema, type StreamName, severitySchema } from "../../lib/contracts/common.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { ScoredPart } from "../event-log/scored-part.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { type AlertInBand, tellPlaybooks } from "../responses/tell-playbooks.ts";
import { alertRecordOf, collectFindings, type FindingContext, type FindingGroup } from "./collect-findings.ts";
import type { AssignedFinding, FloodKeeper } from "./flood/flood-keeper.ts";
import { recordFloods } from "./flood/record-flood.ts";
import { writeOrigins } from "./flood/write-origins.ts";
import { upsertAlertsSql } from "./upsert-alerts-sql.ts";

/** Events listed under an alert; all are counted. */
const listedEvents = 100;
/** Pushed with one commit, those that scored highest first; a storm is read from the list. */
const pushedAlerts = 100;

const isoTime = z.date().transform((date) => date.toISOString());
const upsertedSchema = z.object({
  ...alertRowSchema.omit({ stream: true }).shape,
  id: z.coerce.number(),
  finding_key: z.string(),
  severity: z.number().transform((id) => severitySchema.options[id - 1] ?? "informational"),
  band: z.number().transform((band) => bandSchema.options[band] ?? "none"),
  raised: z.boolean(),
});

function camelCase(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isKept = (name: string) => name === "finding_key";
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      isKept(name) ? name : name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value instanceof Date ? isoTime.parse(value) : value,
    ]),
  );
}

interface Upserted {
  readonly group: FindingGroup;
  readonly alert: AlertRow;
  readonly raised: boolean;
}

interface Target extends FindingContext {
  readonly stream: number;
  readonly streamName: StreamName;
  readonly floods: FloodKeeper;
}

/** Findings that a flood would fold, and that have an open alert of their own: they go on joining it. */
async function readOwn(
  run: RunStatement,
  stream: number,
  findings: readonly AssignedFinding[],
): Promise<ReadonlySet<string>> {
  const folded = new Set(findings.flatMap(({ found, fold }) => (fold === null ? [] : [found.finding.key])));
  if (folded.size === 0) return folded;
  const { rows } = await run(
    "SELECT finding_key FROM alert WHERE stream = $1::smallint AND status <> 'resolved' AND finding_key = ANY($2::text[])",
    [stream, [...folded]],
  );
  return new Set(rows.map((row) => String(row.finding_key)));
}

/** Alerts with whom they stand for, once that is written down. */
async function withOrigins(run: RunStatement, upserted: readonly Upserted[]): Promise<Upserted[]> {
  const folds = upserted.flatMap(({ group, alert }) =>
    group.flood === null ? [] : [{ alertId: alert.id, events: group.events }],
  );
  const grown = await writeOrigins(run, folds);
  return upserted.map((entry) => {
    const originCount = grown.get(entry.alert.id);
    return originCount === undefined ? entry : { ...entry, alert: { ...entry.alert, originCount } };
  });
}

async function upsert(run: RunStatement, target: Target, groups: readonly FindingGroup[]): Promise<Upserted[]> {
  const records = groups.map((group) => alertRecordOf(group, target));
  const { rows } = await run(upsertAlertsSql, [target.stream, JSON.stringify(records)]);
  const byKey = new Map(groups.map((group) => [group.key, group]));
  return rows.flatMap((row) => {
    const { finding_key, raised, ...alert } = upsertedSchema.parse(camelCase(row));
    const group = byKey.get(finding_key);
    return group === undefined ? [] : [{ group, raised, alert: { ...alert, stream: target.streamName } }];
  });
}

const recordEventsSql = `
  WITH listed AS (
    INSERT INTO alert_event (alert_id, event_id, received, time, margin, score, summary)
    SELECT e.alert_id, e.event_id, to_timestamp(e.received / 1000), to_timestamp(e.time / 1000), e.margin, e.score, e.summary
    FROM jsonb_to_recordset($1::jsonb) AS e (alert_id bigint, event_id bigint, received double precision,
      time double precision, margin double precision, score double precision, summary text)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO alert_activity (alert_id, actor, kind, detail)
  SELECT a.alert_id, 'system', 'raised', a.detail
  FROM jsonb_to_recordset($2::jsonb) AS a (alert_id bigint, detail jsonb)`;

/** The events of the group that come among the alert's first hundred. */
function listedOf({ group, alert }: Upserted) {
  const room = listedEvents - (alert.eventCount - group.events.length);
  return group.events.slice(0, Math.max(0, room)).map(({ part, row, finding, timeMs, margin }) => ({
    alert_id: alert.id,
    event_id: finding.offset,
    received: part.receivedMs,
    time: timeMs,
    margin,
    score: part.scored.score[row] ?? 0,
    summary: part.columns.strings[part.columns.summary[part.from + row] ?? 0] ?? "",
  }));
}

async function recordEvents(run: RunStatement, upserted: readonly Upserted[]): Promise<void> {
  const listed = upserted.flatMap(listedOf);
  const raised = upserted.filter((entry) => entry.raised);
  if (listed.length + raised.length === 0) return;
  const activity = raised.map(({ alert, group }) => ({
    alert_id: alert.id,
    detail: { eventId: group.worst.finding.offset, score: alert.score, margin: alert.margin },
  }));
  await run(recordEventsSql, [JSON.stringify(listed), JSON.stringify(activity)]);
}

/** The first event of a newly raised alert: when it was received (ms), and what part of the stream it belongs to. */
export interface RaisedAt {
  readonly receivedMs: number;
  readonly source: number;
  readonly classUid: number;
}

/** Playbooks hear of a new alert, and of one that may have come into a higher band. */
function toTell(upserted: readonly Upserted[]): AlertInBand[] {
  return upserted.flatMap(({ alert, raised }) =>
    raised || (alert.band !== "notify" && alert.band !== "none") ? [{ alertId: alert.id, band: alert.band }] : [],
  );
}

export interface RaisedAlerts {
  readonly messages: readonly PushDraft[];
  readonly raised: readonly RaisedAt[];
}

function raisedAt({ events, worst }: FindingGroup): RaisedAt {
  const { part, row } = events[0] ?? worst;
  const { source, classUid } = part.columns;
  return {
    receivedMs: part.receivedMs,
    source: source[part.from + row] ?? 0,
    classUid: classUid[part.from + row] ?? 0,
  };
}

/** Turns the findings of a scoring transaction into alerts, inside that transaction. */
export async function raiseAlerts(
  run: RunStatement,
  target: Target,
  parts: readonly ScoredPart[],
): Promise<RaisedAlerts> {
  const assigned = await target.floods.assign(run, parts);
  const { findings, changes } = assigned;
  if (findings.length + changes.length === 0) return { messages: [], raised: [] };
  const groups = collectFindings(findings, await readOwn(run, target.stream, findings));
  const upserted = await withOrigins(run, await upsert(run, target, groups));
  await recordEvents(run, upserted);
  await tellPlaybooks(run, toTell(upserted));
  const floods = await recordFloods(run, { ...target, assigned, groups });
  const pushed = upserted.sort((a, b) => b.alert.margin - a.alert.margin).slice(0, pushedAlerts);
  const alerts = pushed.map(
    ({ alert, raised }): PushDraft => ({
      kind: "alert",
      stream: target.stream,
      body: { stream: target.streamName, change: raised ? "raised" : "joined", alert },
    }),
  );
  return {
    messages: [...floods, ...alerts],
    raised: upserted.flatMap(({ group, raised }) => (raised ? [raisedAt(group)] : [])),
  };
}
