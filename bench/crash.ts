import { parseArgs } from "node:util";
import { createRandom } from "../lib/stats/random.ts";
import { startInstance } from "../scripts/instance.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { compareScores } from "./crash/compare-scores.ts";
import { type Kill, killInTurn, victims } from "./crash/kill-in-turn.ts";
import { createLoad } from "./load/create-load.ts";
import type { LoadCounts } from "./load/load-contract.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult, Metrics } from "./support/benchmark.ts";
import { lookInside } from "./support/inside.ts";
import { compareCounts, countStored, makeKey, readLedger, untilScored } from "./support/stored.ts";

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
  return {
    accepted: loaded.accepted,
    ...compareCounts(loaded.accepted, stored),
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
    const target = { url: instance.url, key: await makeKey(pool, "crash"), databaseUrl: inside.applicationUrl };
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
