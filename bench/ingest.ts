import { parseArgs } from "node:util";
import { startInstance } from "../scripts/instance.ts";
import { createPool } from "../server/db/pg.ts";
import { measureLatency, measureSustained, type Running } from "./ingest/phases.ts";
import { promoteChampion } from "./ingest/promote-champion.ts";
import { measureMemory } from "./ingest/soak.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { lookInside } from "./support/inside.ts";
import { compareCounts, countStored, makeKey, readLedger, untilScored } from "./support/stored.ts";

const settingsText = `SELECT name, setting FROM pg_settings
  WHERE name IN ('fsync', 'synchronous_commit', 'shared_buffers', 'max_wal_size', 'checkpoint_timeout')`;

/** What the phases left in the database, against what the answers to their requests promised. */
async function verify(running: Running, phases: readonly { readonly accepted: number }[]) {
  await untilScored(running.pool);
  const accepted = phases.reduce((sum, phase) => sum + phase.accepted, 0);
  const ledger = await readLedger(running.url, running.key);
  return {
    accepted,
    ...compareCounts(accepted, await countStored(running.pool)),
    ledgerBalanced: ledger.balanced,
  };
}

/** The same load, scored by the detectors and a champion. */
async function measureWithChampion(
  running: Running,
  plan: Parameters<typeof measureSustained>[1],
  plain: Awaited<ReturnType<typeof measureSustained>>,
) {
  await untilScored(running.pool);
  await promoteChampion(running.pool);
  const found = await measureSustained(running, plan);
  return { ...found, rateOfPlain: found.scoredPerSecond / plain.scoredPerSecond };
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "60" },
      clients: { type: "string", default: "8" },
      batch: { type: "string", default: "500" },
      minutes: { type: "string", default: "10" },
      champion: { type: "boolean", default: false },
      "soak-rate": { type: "string", default: "10000" },
    },
  });
  const seconds = Number(values.seconds);
  const plan = {
    sustained: { clients: Number(values.clients), batch: Number(values.batch), seconds },
    latency: { rate: 1000, batch: 10, seconds },
    memory: { rate: Number(values["soak-rate"]), minutes: Number(values.minutes) },
  };
  const instance = await startInstance();
  const inside = lookInside(instance.stateDir);
  const pool = createPool({ url: inside.superuserUrl, name: "bench ingest", max: 2, statementTimeoutMs: 600_000 });
  try {
    const running = { url: instance.url, key: await makeKey(pool, "ingest"), pool, inside, log };
    const latency = await measureLatency(running, plan.latency);
    const sustained = await measureSustained(running, plan.sustained);
    const withChampion = values.champion ? await measureWithChampion(running, plan.sustained, sustained) : null;
    const memory = plan.memory.minutes > 0 ? await measureMemory(running, plan.memory) : null;
    const kept = await verify(running, [
      latency,
      sustained,
      ...(withChampion === null ? [] : [withChampion]),
      ...(memory === null ? [] : [memory]),
    ]);
    const metrics = { latency, sustained, withChampion, memory, kept };
    const { rows } = await pool.query<{ name: string; setting: string }>(settingsText);
    return { metrics, config: { ...plan, settings: Object.fromEntries(rows.map((row) => [row.name, row.setting])) } };
  } finally {
    await pool.end();
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "ingest",
  description: "HTTP to committed score: sustained rate, latency at 1,000/s, memory over 10 minutes, nothing lost",
  run,
};
