import { z } from "zod";
import { fractionAt } from "../../lib/stats/hash.ts";
import { networkOfAddress } from "../../lib/thresholds/adapt/network-of-address.ts";
import type { GuardInForce } from "../../lib/thresholds/guard-in-force.ts";
import type { GuardInput, JudgedEvent } from "../../lib/thresholds/guard-input.ts";
import type { ScoringSession } from "../event-log/lease.ts";

type Verdicts = Extract<GuardInput, { kind: "verdicts" }>;
type Earlier = ReadonlyMap<number, JudgedEvent["earlier"]>;

const earlierSql = `SELECT answer FROM guard_input
  WHERE stream = $1 AND kind = $2 AND request ->> 'id' = $3 AND number > $4 ORDER BY number DESC LIMIT 1`;
const answerSchema = z.object({
  steps: z.array(z.object({ offset: z.number(), outcome: z.string(), step: z.number() })),
});

/** What the verdict before did to the guard in force, by event: a late one did nothing. */
async function readEarlier(
  { client, stream }: ScoringSession,
  guard: GuardInForce,
  { kind, id }: { readonly kind: "alert" | "spotCheck"; readonly id: number },
): Promise<Earlier> {
  const { rows } = await client.query<{ answer: unknown }>(earlierSql, [stream, kind, String(id), guard.guard]);
  if (rows[0] === undefined) return new Map();
  const { steps } = answerSchema.parse(rows[0].answer);
  return new Map(
    steps.flatMap(({ offset, outcome, step }) =>
      outcome === "late" || outcome === "takenBack"
        ? []
        : [[offset, { counted: outcome === "counted", step }] as const],
    ),
  );
}

/** Of an alert that was folded in a flood people judged the highest event: decoys must not speak by the thousand. */
const alertSql = `
  SELECT a.verdict, a.scope, CASE WHEN a.origin_count > 1 THEN 1 ELSE a.event_count END AS event_count, l.event_id::float8 AS event_id, l.margin,
    s.name AS source, coalesce(s.name, u.name, h.name, '') AS origin, count(*) OVER ()::int AS listed
  FROM alert a
  JOIN LATERAL (
    SELECT event_id, received, margin FROM alert_event WHERE alert_id = a.id AND a.origin_count = 1
    UNION ALL SELECT a.event_id, a.event_received, a.margin WHERE a.origin_count > 1) AS l ON true
  LEFT JOIN event e ON e.stream = a.stream AND e.id = l.event_id AND e.received = l.received
  LEFT JOIN entity s ON s.stream = a.stream AND s.id = e.src_id
  LEFT JOIN entity u ON u.stream = a.stream AND u.id = e.user_id
  LEFT JOIN entity h ON h.stream = a.stream AND h.id = e.host_id
  WHERE a.id = $2 AND a.stream = $1 ORDER BY l.event_id LIMIT 200`;

interface AlertEventRow {
  readonly verdict: string | null;
  readonly scope: string | null;
  readonly event_count: number;
  readonly event_id: number;
  readonly margin: number;
  readonly source: string | null;
  readonly origin: string;
  readonly listed: number;
}

function verdictOf(verdict: string | null): JudgedEvent["verdict"] {
  if (verdict === null) return "none";
  if (verdict === "true_positive") return "attack";
  return verdict === "false_positive" || verdict === "benign" ? "benign" : "unknown";
}

/**
 * The verdict of an alert as verdicts on its events: those that it lists and that were drawn. Where it has more events than
 * it lists, each listed one stands for more, in proportion.
 */
export async function resolveAlert(
  session: ScoringSession,
  {
    id,
    guard,
    ownScopes,
  }: { readonly id: number; readonly guard: GuardInForce; readonly ownScopes: ReadonlySet<string> },
): Promise<Verdicts> {
  const nothing: Verdicts = { kind: "verdicts", guard: guard.guard, events: [] };
  if (guard.state === null) return nothing;
  const { judgedShare, seed } = guard.state.settings;
  const { rows } = await session.client.query<AlertEventRow>(alertSql, [session.stream, id]);
  const earlier = await readEarlier(session, guard, { kind: "alert", id });
  const events = rows.flatMap((row): JudgedEvent[] => {
    const offset = row.event_id;
    if (offset < guard.startOffset || (row.scope !== null && ownScopes.has(row.scope))) return [];
    if (fractionAt(seed, offset) >= judgedShare) return [];
    return [
      {
        ...{ offset, margin: row.margin, origin: row.origin },
        network: row.source === null ? null : networkOfAddress(row.source),
        alert: true,
        chance: judgedShare * Math.min(1, row.listed / Math.max(1, row.event_count)),
        verdict: verdictOf(row.verdict),
        earlier: earlier.get(offset) ?? null,
      },
    ];
  });
  return { ...nothing, events };
}

const checkSql = `SELECT event_id::float8 AS offset, guard, margin, chance, origin, network, verdict
  FROM spot_check WHERE id = $2 AND stream = $1`;

interface CheckRow {
  readonly offset: number;
  readonly guard: number;
  readonly margin: number;
  readonly chance: number;
  readonly origin: string;
  readonly network: string | null;
  readonly verdict: JudgedEvent["verdict"] | null;
}

/** The verdict on a spot check; one that another guard drew says nothing to this. */
export async function resolveSpotCheck(
  session: ScoringSession,
  { id, guard }: { readonly id: number; readonly guard: GuardInForce },
): Promise<Verdicts> {
  const { rows } = await session.client.query<CheckRow>(checkSql, [session.stream, id]);
  const [row] = rows;
  const nothing: Verdicts = { kind: "verdicts", guard: guard.guard, events: [] };
  if (row === undefined || row.guard !== guard.guard) return nothing;
  const earlier = await readEarlier(session, guard, { kind: "spotCheck", id });
  const { offset, margin, chance, origin, network } = row;
  const event: Omit<JudgedEvent, "earlier"> = {
    offset,
    margin,
    chance,
    origin,
    network,
    alert: false,
    verdict: row.verdict ?? "none",
  };
  return { ...nothing, events: [{ ...event, earlier: earlier.get(offset) ?? null }] };
}
