import { parseArgs } from "node:util";
import { blockLength } from "../lib/pipeline/score-block-layout.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { createApp } from "../server/http/app.ts";
import { previewPolicy } from "../server/policies/preview/preview-policy.ts";
import { countUnlikeRows } from "./backtest/compare-events.ts";
import { copyBlocks } from "./backtest/copy-blocks.ts";
import { liveHistory } from "./backtest/live-history.ts";
import { previewedPolicy } from "./backtest/policies.ts";
import { type BenchDatabase, startDatabase } from "./backtest/start-database.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { quantile } from "./support/quantile.ts";

const dayMs = 86_400_000;
const days = 30;
const runs = 3;

interface Plan {
  /** Events of the main stream, in whole blocks, of which so many went through the pipeline. */
  readonly blocks: number;
  readonly lived: number;
  readonly fromMs: number;
  readonly msPerEvent: number;
}

function planOf(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: { events: { type: "string", default: "1000000" }, lived: { type: "string", default: "400000" } },
  });
  const blocks = Math.ceil(Number(values.events) / blockLength);
  const lived = Math.min(blocks, Math.ceil(Number(values.lived) / blockLength));
  // Scoring writes when a request was received, which is now; the copies go on from there.
  return { blocks, lived, fromMs: Date.now() - 1000, msPerEvent: (days * dayMs) / (blocks * blockLength) };
}

/** Fills the database; answers what it took and how the history went. */
async function fill(pool: Pool, { url }: BenchDatabase, plan: Plan, log: BenchmarkContext["log"]) {
  const startedMs = performance.now();
  const { msPerEvent, lived } = plan;
  const { lastFrom } = await liveHistory(pool, url, lived);
  const livedMs = performance.now();
  log(`lived in ${Math.round((livedMs - startedMs) / 1000)} s; copying blocks`);
  const { rows } = await pool.query<{ events: number }>(
    "SELECT position::float8 AS events FROM log_position WHERE stream = 1",
  );
  const events = rows[0]?.events ?? 0;
  await copyBlocks(pool, { fromBlock: Math.ceil(lastFrom / blockLength), toBlocks: plan.blocks, msPerEvent });
  // What autovacuum does by itself.
  await pool.query("ANALYZE");
  return {
    livedEvents: events,
    livedSeconds: (livedMs - startedMs) / 1000,
    copySeconds: (performance.now() - livedMs) / 1000,
    unlikeRows: await countUnlikeRows(pool, Math.floor(events / blockLength)),
  };
}

/** What happened within the history, so that nobody has to believe that it was eventful. */
async function countHappenings(pool: Pool) {
  const { rows } = await pool.query<Record<string, number>>(`SELECT
    (SELECT count(*) FROM score_block WHERE stream = 1)::int AS blocks,
    (SELECT count(*) FROM policy WHERE stream = 1 AND active_from IS NOT NULL)::int AS policies,
    (SELECT count(*) FROM threshold_change WHERE stream = 1 AND cause = 'neyman-pearson')::int AS moves,
    (SELECT count(*) FROM artefact WHERE stream = 1 AND kind = 'reference')::int AS "references",
    (SELECT count(*) FROM model_activation WHERE stream = 1 AND active_from IS NOT NULL)::int AS models,
    (SELECT count(*) FROM entity WHERE stream = 1)::int AS entities,
    (SELECT sum(length(body)) FROM score_block WHERE stream = 1)::float8 / 1e6 AS "blocksMb"`);
  return rows[0] ?? {};
}

async function measure(url: string, plan: Plan, log: BenchmarkContext["log"]) {
  const settings = {
    databaseUrl: url,
    publicUrl: "http://127.0.0.1",
    authSecret: "bench",
    webhookAllowInside: false,
    stateDir: "",
    retentionBytes: 0,
    retentionDays: 0,
    oidc: null,
  };
  const app = createApp({ settings, log: { error: () => undefined, warn: () => undefined } });
  const toMs = plan.fromMs + days * dayMs + 3_600_000;
  const query = {
    stream: "main",
    from: new Date(plan.fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  } as const;
  try {
    const seconds: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const startedMs = performance.now();
      const preview = await previewPolicy(app, { query, policy: previewedPolicy });
      seconds.push((performance.now() - startedMs) / 1000);
      log(`${preview.events} events in ${seconds.at(-1)?.toFixed(2)} s`);
      if (run === runs - 1) return { preview, seconds };
    }
    throw new Error("Nothing was measured.");
  } finally {
    await app.close();
  }
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const plan = planOf(args);
  const database = await startDatabase();
  const pool = createPool({ url: database.superuserUrl, name: "bench", max: 3, statementTimeoutMs: 600_000 });
  try {
    const filled = await fill(pool, database, plan, log);
    const { preview, seconds } = await measure(database.url, plan, log);
    const { live, draft, events, coarse } = preview;
    const median = quantile(
      seconds.toSorted((left, right) => left - right),
      0.5,
    );
    return {
      metrics: {
        events,
        seconds: median,
        equalsLive: live.compared === events && live.different === 0 && filled.unlikeRows === 0,
        compared: live.compared,
        different: live.different,
        unlikeRows: filled.unlikeRows,
        firstSeconds: seconds[0] ?? Number.NaN,
        eventsPerSecond: Math.round(events / median),
        coarse,
        flagged: draft.consequences.events,
        findings: draft.consequences.alerts,
      },
      config: { ...filled, runs, days, happened: await countHappenings(pool) },
    };
  } finally {
    await pool.end();
    await database.stop();
  }
}

export const benchmark: Benchmark = {
  name: "backtest",
  description:
    "consequences of a policy over stored scores, and whether the replay says what happened; -- --events 10000000",
  run,
};
