import { Gauge, type Registry } from "prom-client";
import { severitySchema, streamSchema } from "../../lib/contracts/common.ts";
import { readSeal } from "../audit/read-seal.ts";
import type { Pool } from "../db/pg.ts";
import { streamName } from "../db/stream-number.ts";
import { readLedger } from "../ledger/read-ledger.ts";

const ledgerStates = [
  "received",
  "rejected",
  "duplicate",
  "accepted",
  "scored",
  "waiting",
  "deadLettered",
  "expired",
] as const;

/** Gauges whose values are in the database: read when they are asked for, by whichever process is asked. */
export interface StateGauges {
  read(pool: Pool): Promise<void>;
}

function createGauges(registry: Registry) {
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
  return {
    records: gauge("tideline_ledger_records", "Records by where the ledger has them", ["stream", "state"]),
    balanced: gauge("tideline_ledger_balanced", "1 while the ledger adds up", ["stream"]),
    open: gauge("tideline_open_alerts", "Alerts that nobody has resolved, by severity", ["stream", "severity"]),
    responses: gauge("tideline_responses", "Responses that are not over, by state", ["stream", "state"]),
    sealed: gauge("tideline_audit_sealed_entries", "Audit entries that a signature speaks for"),
    unsealed: gauge("tideline_audit_unsealed_entries", "Audit entries that wait for their seal"),
    sealLag: gauge("tideline_audit_seal_lag_seconds", "Age of the oldest audit entry that waits for its seal"),
    notify: gauge("tideline_notify_margin", "notify of a guarded threshold, as a margin", ["stream"]),
    anchor: gauge("tideline_notify_anchor_margin", "What people last agreed a guarded notify to be", ["stream"]),
    frozen: gauge("tideline_notify_frozen", "1 while a flood freezes a guarded notify", ["stream"]),
    asked: gauge("tideline_change_requests_open", "Change requests that nobody has decided", ["stream"]),
    checks: gauge("tideline_spot_checks_waiting", "Spot checks that still wait for a verdict", ["stream"]),
    jobs: gauge("tideline_jobs_failing", "Jobs whose last run failed and that will be tried again or were given up", [
      "job",
    ]),
  };
}

type Gauges = ReturnType<typeof createGauges>;

async function readLedgers({ records, balanced }: Gauges, pool: Pool): Promise<void> {
  records.reset();
  balanced.reset();
  for (const stream of streamSchema.options) {
    // A ledger that cannot be read must not take the other figures along: it is missing then, which an alarm can see.
    const ledger = await readLedger(pool, { stream }).catch(() => null);
    if (ledger === null) continue;
    for (const state of ledgerStates) {
      const label = state === "deadLettered" ? "dead_lettered" : state;
      records.set({ stream, state: label }, ledger.totals[state]);
    }
    balanced.set({ stream }, ledger.balanced ? 1 : 0);
  }
}

async function readOpenAlerts({ open }: Gauges, pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ stream: number; severity: number; count: number }>(
    "SELECT stream, severity, count(*)::int AS count FROM alert WHERE status <> 'resolved' GROUP BY stream, severity",
  );
  open.reset();
  for (const { stream, severity, count } of rows) {
    const name = severitySchema.options[severity - 1];
    if (name !== undefined) open.set({ stream: streamName(stream), severity: name }, count);
  }
}

async function readResponses({ responses }: Gauges, pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ stream: number; state: string; count: number }>(
    "SELECT stream, state, count(*)::int AS count FROM response WHERE tab <> 'history' GROUP BY stream, state",
  );
  responses.reset();
  for (const { stream, state, count } of rows) responses.set({ stream: streamName(stream), state }, count);
}

async function readSealing({ sealed, unsealed, sealLag }: Gauges, pool: Pool): Promise<void> {
  const { sealedTo, waiting, waitingSince, now } = await readSeal(pool);
  sealed.set(sealedTo);
  unsealed.set(waiting);
  sealLag.set(waitingSince === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(waitingSince)) / 1000);
}

interface GuardRow {
  readonly stream: number;
  readonly notify: number | null;
  readonly anchor: number | null;
  readonly frozen: boolean;
  readonly asked: number;
  readonly checks: number;
}

const guardsSql = `
  SELECT s.id AS stream, (v.body ->> 'notify')::float8 AS notify, (v.body ->> 'anchor')::float8 AS anchor,
    coalesce(jsonb_typeof(v.body -> 'frozen') = 'object', false) AS frozen,
    (SELECT count(*)::int FROM change_request r WHERE r.stream = s.id AND r.state = 'open') AS asked,
    (SELECT count(*)::int FROM spot_check c WHERE c.stream = s.id AND c.guard = v.guard AND c.verdict IS NULL
      AND c.due_at > to_timestamp((v.body ->> 'at')::float8 / 1000)) AS checks
  FROM stream s LEFT JOIN guard_view v ON v.stream = s.id`;

async function readGuards({ notify, anchor, frozen, asked, checks }: Gauges, pool: Pool): Promise<void> {
  const { rows } = await pool.query<GuardRow>(guardsSql);
  for (const gauge of [notify, anchor, frozen, asked, checks]) gauge.reset();
  for (const row of rows) {
    const stream = { stream: streamName(row.stream) };
    asked.set(stream, row.asked);
    checks.set(stream, row.checks);
    if (row.notify === null || row.anchor === null) continue;
    notify.set(stream, row.notify);
    anchor.set(stream, row.anchor);
    frozen.set(stream, row.frozen ? 1 : 0);
  }
}

/** The job queue makes its tables when the first worker starts. */
async function readJobs({ jobs }: Gauges, pool: Pool): Promise<void> {
  const { rows: known } = await pool.query<{ there: boolean }>(
    "SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS there",
  );
  jobs.reset();
  if (!known[0]?.there) return;
  const { rows } = await pool.query<{ task: string; count: number }>(
    `SELECT task_identifier AS task, count(*)::int AS count FROM graphile_worker.jobs
     WHERE last_error IS NOT NULL GROUP BY task_identifier`,
  );
  for (const { task, count } of rows) jobs.set({ job: task }, count);
}

/** Makes the gauges; `read` brings them up to date. */
export function createStateGauges(registry: Registry): StateGauges {
  const gauges = createGauges(registry);
  return {
    async read(pool) {
      await readLedgers(gauges, pool);
      await Promise.all([
        readOpenAlerts(gauges, pool),
        readResponses(gauges, pool),
        readSealing(gauges, pool),
        readGuards(gauges, pool),
        readJobs(gauges, pool),
      ]);
    },
  };
}
