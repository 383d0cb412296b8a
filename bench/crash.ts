import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createRandom } from "../lib/stats/random.ts";
import { startInstance } from "../scripts/instance.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { compareTables } from "./crash/compare-tables.ts";
import { judgeAlerts, keepJudging, publishGuarded, untilGuardRests } from "./crash/guarded-play.ts";
import { type Kill, killInTurn, victims } from "./crash/kill-in-turn.ts";
import { refold } from "./crash/refold.ts";
import { sendDecoys } from "./crash/send-decoys.ts";
import { createLoad } from "./load/create-load.ts";
import type { LoadCounts } from "./load/load-contract.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult, Metrics } from "./support/benchmark.ts";
import { type Inside, lookInside } from "./support/inside.ts";
import { compareCounts, countStored, makeKey, readLedger, untilScored } from "./support/stored.ts";

/** What a kill takes, scoring again included, by which the hours of the load are spread. */
const secondsOfKill = 12;

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

/** The web process may just be starting again after the last kill. */
async function ledgerOnceUp({ url, key }: { readonly url: string; readonly key: string }) {
  for (let tries = 0; tries < 60; tries += 1) {
    const ledger = await readLedger(url, key).catch(() => null);
    if (ledger !== null) return ledger;
    await pause(1_000);
  }
  throw new Error("The web process did not answer within a minute of the last kill.");
}

interface Verified {
  readonly pool: Pool;
  readonly inside: Inside;
  readonly target: { readonly url: string; readonly key: string };
}

/** What is stored, beside what one undisturbed fold of the same log makes in a database of its own. */
async function verify({ pool, inside, target }: Verified, loaded: LoadCounts, decoys: number) {
  await untilScored(pool);
  await judgeAlerts(pool);
  await untilGuardRests(pool);
  const stored = await countStored(pool);
  const other = await inside.anotherDatabase("tideline_refold");
  const { stateEqual } = await refold(inside.superuserUrl, other, createRandom("refold"));
  const { rows, different } = await compareTables(inside.superuserUrl, other);
  const ledger = await ledgerOnceUp(target);
  const accepted = loaded.accepted + decoys;
  return {
    accepted,
    ofThemDecoys: decoys,
    ...compareCounts(accepted, stored),
    deadLetters: stored.deadLetters,
    ledgerBalanced: ledger.balanced,
    ledgerDifferences: ledger.differences,
    bytesEqual: different.length === 0,
    different: [...different],
    stateEqual,
    rows,
    refusedRequests: loaded.refused,
    brokenRequests: loaded.broken,
  };
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: "string", default: "20" },
      rate: { type: "string", default: "3000" },
      hours: { type: "string", default: "20" },
    },
  });
  const [killsEach, rate, hours] = [Number(values.kills), Number(values.rate), Number(values.hours)];
  const plan = { killsEach, rate, hours, batch: 100, clients: 4, seed: "crash" };
  const instance = await startInstance();
  const inside = lookInside(instance.stateDir);
  const pool = createPool({ url: inside.superuserUrl, name: "bench crash", max: 2, statementTimeoutMs: 600_000 });
  try {
    const { rows: settings } = await pool.query(
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')",
    );
    const target = { url: instance.url, key: await makeKey(pool, "crash") };
    // Sources that were cut off and catch up: so that hours of the guard end, and its threshold moves, within minutes.
    const startMs = Date.now() - plan.hours * 3_600_000;
    const clock = { atMs: Date.now(), startMs, speed: (plan.hours * 3600) / (4 * plan.killsEach * secondsOfKill) };
    const load = await createLoad({ ...target, rate: plan.rate, batch: plan.batch, clients: plan.clients, clock });
    await publishGuarded(pool);
    const decoys = sendDecoys({ ...target, clock });
    const people = keepJudging(pool);
    const random = createRandom(plan.seed);
    const killing = { inside, pool, rounds: plan.killsEach, random: () => random.fraction(), log };
    const kills = await killInTurn(killing);
    log("Finishing the load");
    const [loaded, flooded] = [await load.stop(), await decoys.stop()];
    await people.stop();
    log("Folding the log again");
    const verified = await verify({ pool, inside, target }, loaded, flooded);
    const metrics = { kills: kills.length, resumed: resumptions(kills), ...verified };
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
  description:
    "SIGKILL of worker, web, database server and its sessions under load: nothing lost or twice, nothing other than without",
  run,
};
