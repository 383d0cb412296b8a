import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ledgerSchema } from "../lib/contracts/ledger.ts";
import { createRandom } from "../lib/stats/random.ts";
import { startInstance } from "../scripts/instance.ts";
import { createPool, type Pool, withTransaction } from "../server/db/pg.ts";
import { createKey } from "../server/keys/create-key.ts";
import { compareScores, countStored } from "./crash/compare-scores.ts";
import { lookInside } from "./crash/inside.ts";
import { type Kill, killInTurn, victims } from "./crash/kill-in-turn.ts";
import { createLoad } from "./load/create-load.ts";
import type { LoadCounts } from "./load/load-contract.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult, Metrics } from "./support/benchmark.ts";

const settleMs = 120_000;

/** A key that outlives the web process; the local one is made anew at each start. */
function makeKey(pool: Pool): Promise<string> {
  const rights = { stream: 1, scopes: ["ingest", "read"] as const, recordsPerSecond: 1_000_000, loopbackOnly: true };
  return withTransaction(pool, (db) => createKey(db, { name: "crash", createdBy: "bench", ...rights }));
}

async function untilScored(pool: Pool): Promise<void> {
  const sql = "SELECT h.next = p.position AS done FROM log_head h JOIN log_position p USING (stream) WHERE stream = 1";
  const deadline = performance.now() + settleMs;
  for (;;) {
    const answer = await pool.query<{ done: boolean }>(sql).catch(() => null);
    if (answer?.rows[0]?.done) return;
    if (performance.now() > deadline) throw new Error("Not everything was scored within two minutes of the last kill.");
    await pause(100);
  }
}

async function readLedger(url: string, key: string): Promise<{ balanced: boolean; differences: string[] }> {
  const response = await fetch(`${url}/api/v1/ledger?stream=main`, { headers: { authorization: `Bearer ${key}` } });
  return ledgerSchema.parse(await response.json());
}

/** How long scoring was away, by what was killed. */
function resumptions(kills: readonly Kill[]): Metrics {
  return Object.fromEntries(
    victims.map((victim) => {
      const times = kills.filter((kill) => kill.victim === victim).map(({ resumedMs }) => resumedMs);
      times.sort((a, b) => a - b);
      const p50Ms = Math.round(times[Math.floor(times.length / 2)] ?? 0);
      return [victim, { kills: times.length, p50Ms, maxMs: Math.round(times.at(-1) ?? 0) }];
    }),
  );
}

async function verify(pool: Pool, loaded: LoadCounts, target: { url: string; key: string; databaseUrl: string }) {
  await untilScored(pool);
  const stored = await countStored(pool);
  const ledger = await readLedger(target.url, target.key);
  const comparison = await compareScores(target.databaseUrl);
  const kept = stored.distinct + stored.deadLetters;
  return {
    accepted: loaded.accepted,
    lost: Math.max(0, loaded.accepted - kept) + (stored.head - stored.inBlocks),
    duplicated: Math.max(0, stored.head - loaded.accepted) + (stored.rows - stored.distinct),
    deadLetters: stored.deadLetters,
    ledgerBalanced: ledger.balanced,
    ledgerDifferences: ledger.differences,
    bytesEqual: comparison.equal && comparison.rows === stored.rows,
    refusedRequests: loaded.refused,
    brokenRequests: loaded.broken,
  };
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { kills: { type: "string", default: "20" }, rate: { type: "string", default: "3000" } },
  });
  const plan = { killsEach: Number(values.kills), rate: Number(values.rate), batch: 100, clients: 4, seed: "crash" };
  const instance = await startInstance();
  const inside = lookInside(instance.stateDir);
  const pool = createPool({ url: inside.superuserUrl, name: "bench crash", max: 2, statementTimeoutMs: 600_000 });
  try {
    const { rows: settings } = await pool.query(
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')",
    );
    const target = { url: instance.url, key: await makeKey(pool), databaseUrl: inside.applicationUrl };
    const load = await createLoad({ ...target, rate: plan.rate, batch: plan.batch, clients: plan.clients });
    const random = createRandom(plan.seed);
    const killing = { inside, pool, rounds: plan.killsEach, random: () => random.fraction(), log };
    const kills = await killInTurn(killing);
    log("Finishing the load");
    const metrics = {
      kills: kills.length,
      resumed: resumptions(kills),
      ...(await verify(pool, await load.stop(), target)),
    };
    return {
      metrics,
      config: { ...plan, settings: Object.fromEntries(settings.map(({ name, setting }) => [name, setting])) },
    };
  } finally {
    await pool.end();
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "crash",
  description: "SIGKILL of worker, web, database server and its sessions under load: nothing lost, nothing twice",
  run,
};
