import { z } from "zod";
import { type AlertFilter, alertSpans, isEntityId } from "../../lib/contracts/alert-query.ts";
import { type AlertStatus, alertStatusSchema, verdictSchema } from "../../lib/contracts/alerts.ts";
import { severitySchema } from "../../lib/contracts/common.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { idOfHex } from "../events/entity-hex.ts";
import { parseInput } from "../http/parse-input.ts";
import { floodCondition } from "./flood/flood-condition.ts";
import { type TextUse, textCondition } from "./text-condition.ts";

const commaList = z.string().transform((text) => text.split(",").filter((part) => part !== ""));

const listsSchema = z.object({
  status: commaList.pipe(z.array(alertStatusSchema).min(1)).optional(),
  severity: commaList.pipe(z.array(severitySchema).min(1)).optional(),
  verdict: commaList.pipe(z.array(verdictSchema).min(1)).optional(),
  assignee: commaList.optional(),
  detector: commaList.optional(),
  technique: commaList.optional(),
});

/** Who asks and when: what `me` and `within` mean. */
export interface Asking {
  /** E-mail address; null for a key, which has no alerts of its own. */
  readonly me: string | null;
  readonly now: Date;
}

export interface AlertConditions {
  /** Conditions other than status, over `alert a`. */
  readonly where: readonly Sql.Sql[];
  /** The statuses wanted; all if none was named. */
  readonly statuses: readonly AlertStatus[];
  /** The statuses that can hold anything under the other conditions, named or not. */
  readonly possible: readonly AlertStatus[];
  /** Whether a text is looked for: its matches are then found once, not status by status. */
  readonly searched: boolean;
  /** Whether indexes alone answer how many there are. */
  readonly counted: boolean;
  /** The stream, and the period of last activity if one is asked for, over `alert a`: what an index has by itself. */
  readonly period: readonly Sql.Sql[] | null;
}

/** Names are looked up first: with the ids in the statement itself its planner knows how few alerts there are. */
async function byEntity(db: Database, entity: string, stream: number): Promise<Sql.Sql> {
  const ids = isEntityId(entity)
    ? [idOfHex(entity)]
    : (await db.entity.findMany({ where: { stream, name: entity }, select: { id: true }, take: 10 })).map(
        ({ id }) => id,
      );
  const folded = await db.alertOrigin.findMany({
    where: { entityId: { in: ids } },
    select: { alertId: true },
    orderBy: { alertId: "desc" },
    take: mostFolds,
  });
  const named = Sql.sql`a.entity_ids && ${ids}::bigint[]`;
  if (folded.length === 0) return named;
  return Sql.sql`(${named} OR a.id = ANY(${folded.map(({ alertId }) => alertId)}::bigint[]))`;
}

/** Folded alerts that one entity is found in, the newest. */
const mostFolds = 1_000;

/** `none` stands for alerts that nobody has, `me` for those of whoever asks. */
function byAssignee(assignees: readonly string[], me: string | null): Sql.Sql {
  const named = assignees
    .filter((assignee) => assignee !== "none" && (assignee !== "me" || me !== null))
    .map((assignee) => (assignee === "me" && me !== null ? me : assignee));
  const isNamed = Sql.sql`a.assignee = ANY(${named}::text[])`;
  return assignees.includes("none") ? Sql.sql`(a.assignee IS NULL OR ${isNamed})` : isNamed;
}

const timeColumns = {
  lastSeen: Sql.sql`a.last_seen`,
  raised: Sql.sql`a.created_at`,
  resolved: Sql.sql`a.resolved_at`,
} as const;

function byTime({ time, within, from, to }: AlertFilter, now: Date): Sql.Sql[] {
  const column = timeColumns[time];
  const since = within === undefined ? null : new Date(now.getTime() - alertSpans[within] * 60_000);
  return [
    ...(since === null ? [] : [Sql.sql`${column} >= ${since}::timestamptz`]),
    ...(from === undefined ? [] : [Sql.sql`${column} >= ${new Date(from)}::timestamptz`]),
    ...(to === undefined ? [] : [Sql.sql`${column} < ${new Date(to)}::timestamptz`]),
  ];
}

function byScore({ scoreFrom, scoreTo }: AlertFilter): Sql.Sql[] {
  return [
    ...(scoreFrom === undefined ? [] : [Sql.sql`a.score >= ${scoreFrom}::float8`]),
    ...(scoreTo === undefined ? [] : [Sql.sql`a.score <= ${scoreTo}::float8`]),
  ];
}

/** Only what is resolved has a verdict and a time of resolving: the others need not be looked through. */
function statusesOf({ verdict, time, within, from, to }: AlertFilter, named: readonly AlertStatus[]): AlertStatus[] {
  const ofResolved = time === "resolved" && [within, from, to].some((limit) => limit !== undefined);
  return named.filter((status) => status === "resolved" || (verdict === undefined && !ofResolved));
}

/** The filters of a query as conditions; a value that does not exist is refused by name. */
export async function alertFilters(
  db: Database,
  query: AlertFilter,
  { me, now, use = "few" }: Asking & { readonly use?: TextUse },
): Promise<AlertConditions> {
  const lists = parseInput(listsSchema, query, "query");
  const stream = streamNumbers[query.stream];
  const where = [Sql.sql`a.stream = ${stream}::smallint`];
  if (lists.severity) {
    const numbers = lists.severity.map((name) => severitySchema.options.indexOf(name) + 1);
    where.push(Sql.sql`a.severity = ANY(${numbers}::smallint[])`);
  }
  const indexed = where.length;
  if (lists.verdict) where.push(Sql.sql`a.verdict = ANY(${lists.verdict}::text[])`);
  if (lists.assignee) where.push(byAssignee(lists.assignee, me));
  if (lists.detector) where.push(Sql.sql`a.detectors && ${lists.detector}::text[]`);
  if (lists.technique) where.push(Sql.sql`a.techniques && ${lists.technique}::text[]`);
  if (query.entity) where.push(await byEntity(db, query.entity, stream));
  const times = byTime(query, now);
  where.push(...byScore(query), ...times);
  if (query.flood !== undefined) where.push(await floodCondition(db, stream, query.flood));
  if (query.q) where.push(await textCondition(db, query.q, use));
  const statuses = statusesOf(query, lists.status ?? alertStatusSchema.options);
  const possible = statusesOf(query, alertStatusSchema.options);
  const period = times.length > 0 && query.time === "lastSeen" ? [...where.slice(0, 1), ...times] : null;
  return { where, statuses, possible, searched: query.q !== undefined, counted: where.length === indexed, period };
}
