import { z } from "zod";
import { type AlertQuery, alertStatusSchema, verdictSchema } from "../../lib/contracts/alerts.ts";
import { severitySchema } from "../../lib/contracts/common.ts";
import { Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { idOfHex } from "../events/entity-hex.ts";
import { parseInput } from "../http/parse-input.ts";

const commaList = z.string().transform((text) => text.split(",").filter((part) => part !== ""));

const listsSchema = z.object({
  status: commaList.pipe(z.array(alertStatusSchema).min(1)).optional(),
  severity: commaList.pipe(z.array(severitySchema).min(1)).optional(),
  verdict: commaList.pipe(z.array(verdictSchema).min(1)).optional(),
  assignee: commaList.optional(),
  detector: commaList.optional(),
});

export interface AlertFilters {
  /** Conditions other than status, over `alert a`. */
  readonly where: readonly Sql.Sql[];
  /** The statuses wanted; all if none was named. */
  readonly statuses: readonly z.infer<typeof alertStatusSchema>[];
}

/** Text for LIKE that means itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, "\\$&");

function byEntity(entity: string, stream: number): Sql.Sql {
  if (/^[0-9a-f]{16}$/.test(entity)) return Sql.sql`a.entity_ids @> ARRAY[${idOfHex(entity)}::bigint]`;
  return Sql.sql`a.entity_ids && ARRAY(
    SELECT entity.id FROM entity WHERE entity.stream = ${stream}::smallint AND entity.name = ${entity} LIMIT 10)`;
}

/** `none` stands for alerts that nobody has. */
function byAssignee(assignees: readonly string[]): Sql.Sql {
  const named = assignees.filter((assignee) => assignee !== "none");
  const isNamed = Sql.sql`a.assignee = ANY(${named}::text[])`;
  return named.length === assignees.length ? isNamed : Sql.sql`(a.assignee IS NULL OR ${isNamed})`;
}

/** The filters of a query as conditions; a value that does not exist is refused by name. */
export function alertFilters(query: AlertQuery): AlertFilters {
  const lists = parseInput(listsSchema, query, "query");
  const stream = streamNumbers[query.stream];
  const where = [Sql.sql`a.stream = ${stream}::smallint`];
  if (lists.severity) {
    const numbers = lists.severity.map((name) => severitySchema.options.indexOf(name) + 1);
    where.push(Sql.sql`a.severity = ANY(${numbers}::smallint[])`);
  }
  if (lists.verdict) where.push(Sql.sql`a.verdict = ANY(${lists.verdict}::text[])`);
  if (lists.assignee) where.push(byAssignee(lists.assignee));
  if (lists.detector) where.push(Sql.sql`a.detectors && ${lists.detector}::text[]`);
  if (query.entity) where.push(byEntity(query.entity, stream));
  if (query.q) {
    const pattern = `%${literally(query.q)}%`;
    where.push(Sql.sql`(a.title ILIKE ${pattern} OR a.reason ILIKE ${pattern} OR a.entities::text ILIKE ${pattern})`);
  }
  return { where, statuses: lists.status ?? alertStatusSchema.options };
}
