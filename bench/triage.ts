import { parseArgs } from "node:util";
import { startInstance } from "../scripts/instance.ts";
import { createPool } from "../server/db/pg.ts";
import { createLoad } from "./load/create-load.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { lookInside } from "./support/inside.ts";
import { quantile } from "./support/quantile.ts";
import { makeKey } from "./support/stored.ts";
import { seedAlerts } from "./triage/seed-alerts.ts";
import { type Client, signInAnalysts } from "./triage/sign-in.ts";
import { noSamples, workShift } from "./triage/work-shift.ts";

const settingsText = `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'shared_buffers')`;

/** Of the slowest requests so many are named. */
const mostSlow = 12;

interface Plan {
  readonly open: number;
  readonly resolved: number;
  readonly entities: number;
  readonly people: number;
  readonly thinkMs: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

/** All at work for so long; answers what they had to wait. */
async function workTogether(clients: readonly Client[], seconds: number, thinkMs: number, seed: number) {
  const samples = noSamples();
  const untilMs = performance.now() + seconds * 1000;
  const shifts = clients.map((client, person) => workShift({ client, samples, seed: seed + person, untilMs, thinkMs }));
  await Promise.all(shifts);
  return samples;
}

async function measure({ log }: BenchmarkContext, plan: Plan): Promise<BenchmarkResult> {
  const instance = await startInstance();
  const { superuserUrl } = lookInside(instance.stateDir);
  const pool = createPool({ url: superuserUrl, name: "bench triage", max: 2, statementTimeoutMs: 600_000 });
  try {
    const seedMs = await seedAlerts(pool, plan);
    log(`${plan.open} open and ${plan.resolved} resolved alerts in ${Math.round(seedMs / 1000)} s`);
    const clients = await signInAnalysts(instance, plan.people);
    const key = await makeKey(pool, "triage");
    const load = await createLoad({ url: instance.url, key, rate: plan.eventsPerSecond, batch: 10, clients: 1 });
    await workTogether(clients, plan.warmUpSeconds, plan.thinkMs, 1);
    await load.mark();
    const samples = await workTogether(clients, plan.seconds, plan.thinkMs, 1000);
    const offered = await load.stop();
    const { rows: settings } = await pool.query<{ name: string; setting: string }>(settingsText);
    const list = [...samples.page, ...samples.nextPage, ...samples.summary];
    const at = (values: readonly number[], share: number) =>
      quantile(
        values.toSorted((left, right) => left - right),
        share,
      );
    return {
      metrics: {
        listP50Ms: at(list, 0.5),
        listP99Ms: at(list, 0.99),
        pageP99Ms: at([...samples.page, ...samples.nextPage], 0.99),
        summaryP99Ms: at(samples.summary, 0.99),
        groupsP99Ms: at(samples.groups, 0.99),
        ackP50Ms: at(samples.acknowledge, 0.5),
        ackP99Ms: at(samples.acknowledge, 0.99),
        listRequests: list.length,
        acknowledgements: samples.acknowledge.length,
        conflicts: samples.conflicts,
        failures: samples.failures,
        slowest: samples.asked.toSorted((left, right) => right.ms - left.ms).slice(0, mostSlow),
        acceptedPerSecond: offered.accepted / offered.seconds,
      },
      config: { ...plan, settings: Object.fromEntries(settings.map(({ name, setting }) => [name, setting])) },
    };
  } finally {
    await pool.end();
    await instance.stop();
  }
}

function run(context: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...context.args],
    options: {
      open: { type: "string", default: "100000" },
      people: { type: "string", default: "8" },
      seconds: { type: "string", default: "60" },
    },
  });
  return measure(context, {
    open: Number(values.open),
    resolved: 20_000,
    entities: 5_000,
    people: Number(values.people),
    thinkMs: 1_000,
    warmUpSeconds: 10,
    seconds: Number(values.seconds),
    eventsPerSecond: 50,
  });
}

export const benchmark: Benchmark = {
  name: "triage",
  description: "with 100,000 open alerts: lists, counts and acknowledgements over HTTP while events go on coming",
  run,
};
