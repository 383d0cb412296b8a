import { z } from "zod";
import { type AlertFilter, alertFilterSchema, alertSortSchema } from "../../lib/contracts/alert-query.ts";
import { type AlertRow, alertStatusSchema, verdictSchema } from "../../lib/contracts/alerts.ts";
import { type StreamName, severitySchema } from "../../lib/contracts/common.ts";
import type { AlertListQuery } from "../data/keys.ts";

/** Filters whose values are known, comma-separated in the address and in the API. */
export const listFilters = {
  status: alertStatusSchema.options,
  severity: severitySchema.options,
  verdict: verdictSchema.options,
} as const;

/** Everything that narrows the list; the stream and the order do not. */
export const filterNames = [
  "status",
  "severity",
  "verdict",
  "assignee",
  "detector",
  "technique",
  "entity",
  "scoreFrom",
  "scoreTo",
  "within",
  "from",
  "to",
  "q",
  "flood",
] as const satisfies (keyof AlertFilter)[];
export type FilterName = (typeof filterNames)[number];

const shape = alertFilterSchema.shape;

/** The value as the API takes it, or undefined where the address says nothing that makes sense. */
function knownValues(text: string | undefined, known: readonly string[]): string | undefined {
  const wanted = (text ?? "").split(",");
  const kept = known.filter((value) => wanted.includes(value)).join(",");
  return kept === "" ? undefined : kept;
}

function parsed<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined || text === "") return undefined;
  const result = schema.safeParse(text);
  return result.success ? result.data : undefined;
}

/** Without what is undefined: two queries that ask the same are the same key. */
function without<T extends object>(query: T): T {
  for (const [name, value] of Object.entries(query)) if (value === undefined) Reflect.deleteProperty(query, name);
  return query;
}

const loose = z.record(z.string(), z.string());

/** What an address says about the list; unknown values count as not said. */
export function parseAlertQuery(params: URLSearchParams, stream: StreamName): AlertListQuery {
  const said = loose.parse(Object.fromEntries(params));
  const query: { -readonly [K in keyof AlertListQuery]: AlertListQuery[K] | undefined } = {
    stream,
    sort: parsed(alertSortSchema, said.sort) ?? "newest",
    dir: said.dir === "asc" ? "asc" : "desc",
    time: parsed(shape.time, said.time) ?? "lastSeen",
    status: knownValues(said.status, listFilters.status),
    severity: knownValues(said.severity, listFilters.severity),
    verdict: knownValues(said.verdict, listFilters.verdict),
    assignee: said.assignee || undefined,
    detector: said.detector || undefined,
    technique: said.technique || undefined,
    entity: parsed(shape.entity, said.entity),
    scoreFrom: parsed(shape.scoreFrom, said.scoreFrom),
    scoreTo: parsed(shape.scoreTo, said.scoreTo),
    within: parsed(shape.within, said.within),
    from: parsed(shape.from, said.from),
    to: parsed(shape.to, said.to),
    q: said.q?.trim().slice(0, 200) || undefined,
    flood: parsed(shape.flood, said.flood),
  };
  return alertListQuerySchema.parse(without(query));
}

const alertListQuerySchema = alertFilterSchema.extend({
  sort: alertSortSchema,
  dir: z.enum(["desc", "asc"]),
});

/** How many filters are set; a flood is left by its banner. */
export function filterCount(query: AlertListQuery): number {
  return filterNames.filter((name) => name !== "flood" && query[name] !== undefined).length;
}

/** While a flood lasts its lanes are what an address shows that asks for nothing else. */
export function orLanes(query: AlertListQuery, asked: URLSearchParams, flood: number | null): AlertListQuery {
  if (flood === null || filterCount(query) > 0) return query;
  if (asked.has("sort") || asked.has("flood") || asked.has("group")) return query;
  return { ...query, sort: "lanes", flood };
}

/**
 * Whether a pushed alert belongs to a list, as far as a browser can tell: a search or a period is the server's to
 * answer, and counts as a match, so that the list offers to look.
 */
export function belongsTo(alert: AlertRow, query: AlertListQuery, me: string): boolean {
  const split = (values: string) => values.split(",");
  const among = (values: string | undefined, value: string | null) =>
    values === undefined || (value !== null && split(values).includes(value));
  const anyAmong = (values: string | undefined, has: readonly string[]) =>
    values === undefined || split(values).some((value) => has.includes(value));
  const { entity, scoreFrom = 0, scoreTo = 100 } = query;
  const assignees = alert.assignee === null ? ["none"] : [alert.assignee, ...(alert.assignee === me ? ["me"] : [])];
  return (
    alert.stream === query.stream &&
    among(query.status, alert.status) &&
    among(query.severity, alert.severity) &&
    among(query.verdict, alert.verdict) &&
    anyAmong(query.assignee, assignees) &&
    anyAmong(query.detector, alert.detectors) &&
    anyAmong(query.technique, alert.techniques) &&
    (query.flood === undefined || query.flood === alert.flood) &&
    (entity === undefined || alert.entities.some(({ id, name }) => id === entity || name === entity)) &&
    alert.score >= scoreFrom &&
    alert.score <= scoreTo
  );
}
