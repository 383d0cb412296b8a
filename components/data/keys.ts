import type { AlertFilter, AlertGroupQuery, AlertQuery } from "../../lib/contracts/alert-query.ts";
import type { AuditFilters } from "../../lib/contracts/audit.ts";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ResponseQuery } from "../../lib/contracts/response-decisions.ts";
import type { SourceRange } from "../../lib/contracts/sources.ts";
import type { UserQuery } from "../../lib/contracts/users.ts";

/** What a list of alerts is filtered and sorted by; the cursor is the page, not the list. */
export type AlertListQuery = Omit<AlertQuery, "cursor" | "limit">;

/** What a list of responses is filtered by. */
export type ResponseListQuery = Omit<ResponseQuery, "cursor" | "limit">;

/** A range of a stream, or of a part of it. */
interface LiveAsked {
  readonly stream: StreamName;
}

export const sessionKeys = { current: ["session"] } as const;

export const liveKeys = {
  all: ["live"],
  of: (stream: StreamName) => ["live", stream] as const,
  view: (asked: LiveAsked) => ["live", asked.stream, asked] as const,
  since: (stream: StreamName, asked: object) => ["live-since", stream, asked] as const,
  parts: (stream: StreamName) => ["live-parts", stream] as const,
  entities: (asked: LiveAsked) => ["live-entities", asked.stream, asked] as const,
  rate: (asked: LiveAsked) => ["live-rate", asked.stream, asked] as const,
  latency: ["live-latency"],
} as const;

export const alertKeys = {
  all: ["alerts"],
  lists: ["alerts", "list"],
  list: (query: AlertListQuery) => ["alerts", "list", query.stream, query] as const,
  /** What is read again whenever an alert changed: counts, and the few that need a person most. */
  summaries: ["alerts", "summary"],
  /** Of these, what holds rows: they are brought up to date in their places. */
  shortLists: ["alerts", "summary", "short"],
  open: (stream: StreamName, order: string) => ["alerts", "summary", "short", "open", stream, order] as const,
  counts: (query: AlertFilter) => ["alerts", "summary", "counts", query] as const,
  groups: (query: AlertGroupQuery) => ["alerts", "summary", "groups", query] as const,
  similar: (id: number) => ["alerts", "similar", id] as const,
  floods: (stream: StreamName) => ["alerts", "summary", "floods", stream] as const,
  origins: (id: number, asked: { readonly sort: string; readonly q: string }) =>
    ["alerts", "origins", id, asked.sort, asked.q] as const,
  views: ["alerts", "views"],
  assignable: ["alerts", "assignable"],
  /** New alerts that wait for one person. */
  waiting: (stream: StreamName, assignee: string, order: string) =>
    ["alerts", "summary", "short", "waiting", stream, assignee, order] as const,
  search: (stream: StreamName, text: string) => ["alerts", "search", stream, text] as const,
  details: ["alerts", "detail"],
  detail: (id: number) => ["alerts", "detail", id] as const,
} as const;

export const eventKeys = {
  newest: (stream: StreamName) => ["events", "newest", stream] as const,
  /** Ids are offsets of a stream's log: two streams both have an event 12. */
  detail: (stream: StreamName, id: number) => ["events", "detail", stream, id] as const,
  explanation: (stream: StreamName, id: number, how: { readonly against: string; readonly surrogate: boolean }) =>
    ["events", "explanation", stream, id, how] as const,
  ofEntity: (stream: StreamName, entity: string) => ["events", "entity", stream, entity] as const,
  /** What an exception or moves away from the anchor kept from people, or showed them. */
  keptBack: (stream: StreamName, what: string) => ["events", "keptBack", stream, what] as const,
} as const;

export const apiDocsKeys = { document: ["api-document"] } as const;

export const auditKeys = {
  lists: ["audit", "list"],
  list: (filters: AuditFilters) => ["audit", "list", filters] as const,
  /** What came on top of a list that stands still. */
  freshAll: ["audit", "fresh"],
  fresh: (filters: AuditFilters, after: number) => ["audit", "fresh", filters, after] as const,
  entries: ["audit", "entry"],
  entry: (id: number) => ["audit", "entry", id] as const,
  seal: ["audit", "seal"],
} as const;

export const changeRequestKeys = {
  all: ["change-requests"],
  lists: (stream: StreamName) => ["change-requests", "list", stream] as const,
  list: (stream: StreamName, state: string) => ["change-requests", "list", stream, state] as const,
  detail: (id: number) => ["change-requests", "detail", id] as const,
} as const;

export const ledgerKeys = {
  all: ["ledger"],
  of: (stream: StreamName) => ["ledger", stream] as const,
} as const;

export const responseKeys = {
  all: ["responses"],
  lists: ["responses", "list"],
  list: (query: ResponseListQuery) => ["responses", "list", query] as const,
  /** Counts and kill switch: what the bar shows. */
  summaries: ["responses", "summary"],
  summary: (stream: StreamName) => ["responses", "summary", stream] as const,
  details: ["responses", "detail"],
  detail: (id: number) => ["responses", "detail", id] as const,
  /** The few that the bar offers; another number is another list. */
  waiting: (stream: StreamName, count: number) => ["responses", "waiting", stream, count] as const,
  /** What may be done about an alert. */
  options: (alertId: number) => ["responses", "options", alertId] as const,
  playbooks: (stream: StreamName) => ["responses", "settings", "playbooks", stream] as const,
  playbook: (id: number) => ["responses", "settings", "playbooks", "one", id] as const,
  protected: (stream: StreamName) => ["responses", "settings", "protected", stream] as const,
  executors: (stream: StreamName) => ["responses", "settings", "executors", stream] as const,
  settings: (what: "playbooks" | "protected" | "executors") => ["responses", "settings", what] as const,
} as const;
export const sourceKeys = {
  all: ["sources"],
  list: (stream: StreamName, range: SourceRange) => ["sources", "list", stream, range] as const,
  rejects: (stream: StreamName, source: number) => ["source-rejects", stream, source] as const,
} as const;

export const apiKeyKeys = {
  all: ["api-keys"],
  list: (state: "all" | "active") => ["api-keys", "list", state] as const,
} as const;

export const deadLetterKeys = {
  all: ["dead-letters"],
  list: (stream: StreamName, state: string) => ["dead-letters", "list", stream, state] as const,
} as const;

export const ledgerMinuteKeys = {
  all: ["ledger-minutes"],
  of: (stream: StreamName, minutes: number, until: string | null) =>
    ["ledger-minutes", stream, minutes, until] as const,
} as const;

export const streamKeys = { all: ["streams"] } as const;

/** What a list of people is filtered by. */
export type PeopleQuery = Omit<UserQuery, "cursor" | "limit">;

export const peopleKeys = {
  all: ["people"],
  list: (query: PeopleQuery) => ["people", "list", query] as const,
  person: (id: string) => ["people", "person", id] as const,
  invitations: ["people", "invitations"],
  sessions: (userId: string) => ["people", "sessions", userId] as const,
} as const;

export const ownKeys = {
  all: ["own"],
  sessions: ["own", "sessions"],
  secondFactor: ["own", "second-factor"],
} as const;

export const settingsKeys = {
  instance: ["settings", "instance"],
  about: ["settings", "about"],
  signInMethods: ["settings", "sign-in-methods"],
} as const;

export const policyKeys = {
  all: ["policies"],
  versions: (stream: StreamName) => ["policies", stream, "versions"] as const,
  drafts: (stream: StreamName) => ["policies", stream, "drafts"] as const,
  rates: (stream: StreamName) => ["policies", stream, "rates"] as const,
  exceptions: (stream: StreamName) => ["policies", stream, "exceptions"] as const,
  suggestions: (stream: StreamName) => ["policies", stream, "suggestions"] as const,
  advice: (stream: StreamName, asked: object) => ["policies", stream, "advice", asked] as const,
  previews: (stream: StreamName) => ["policies", stream, "preview"] as const,
  /** `policy`: its body as text, which is what the answer depends on. */
  preview: (stream: StreamName, period: number | string, policy: string) =>
    ["policies", stream, "preview", period, policy] as const,
} as const;

export const thresholdKeys = {
  all: ["thresholds"],
  of: (stream: StreamName) => ["thresholds", stream] as const,
  state: (stream: StreamName) => ["thresholds", stream, "state"] as const,
  history: (stream: StreamName, hours: number | null) => ["thresholds", stream, "history", hours] as const,
  moves: (stream: StreamName) => ["thresholds", stream, "moves"] as const,
  estimates: (stream: StreamName) => ["thresholds", stream, "estimates"] as const,
  drift: (stream: StreamName) => ["thresholds", stream, "drift"] as const,
} as const;

export const spotCheckKeys = {
  all: ["spot-checks"],
  lists: (stream: StreamName) => ["spot-checks", stream, "list"] as const,
  list: (stream: StreamName, state: string) => ["spot-checks", stream, "list", state] as const,
  waitingOf: (stream: StreamName) => ["spot-checks", stream, "waiting"] as const,
  /** The few that the bar offers; another number is another list. */
  waiting: (stream: StreamName, count: number) => ["spot-checks", stream, "waiting", count] as const,
} as const;

export const modelKeys = {
  all: ["models"],
  of: (stream: StreamName) => ["models", stream] as const,
  list: (stream: StreamName) => ["models", stream, "list"] as const,
  /** What follows the newest, from a cursor on. */
  older: (stream: StreamName, cursor: string | null) => ["models", stream, "older", cursor] as const,
  readiness: (stream: StreamName) => ["models", stream, "readiness"] as const,
  details: ["models", "detail"],
  detail: (id: number) => ["models", "detail", id] as const,
  /** Of a model beside the champion of this moment; null: what a roll back leads to. */
  trial: (stream: StreamName, id: number | null, champion: number | null) =>
    ["models", stream, "trial", id, champion] as const,
} as const;
