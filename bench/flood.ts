import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { firstPolicy } from "../lib/thresholds/policy.ts";
import { startInstance } from "../scripts/instance.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { type FloodPlan, groupHost, groupName } from "./flood/decoys.ts";
import { judgeFlood, lanesPath, newestFlood, placeInFold, screenRows } from "./flood/judge-flood.ts";
import { sendFlood } from "./flood/send-flood.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { lookInside } from "./support/inside.ts";
import { quantile } from "./support/quantile.ts";
import { makeKey, readPosition } from "./support/stored.ts";
import { type Client, signInAnalysts } from "./triage/sign-in.ts";

const hourMs = 3_600_000;
const templates = 50;
const origins = 5_000;
const firstMs = Date.UTC(2026, 0, 5);
const longestMs = 600_000;

interface World {
  readonly url: URL;
  readonly key: string;
  readonly pool: Pool;
  readonly client: Client;
  readonly log: (line: string) => void;
}

/** Each flood in an hour of its own, so that the one before has ended by then. */
function planOf(seed: number, decoys: number, more: Partial<FloodPlan> = {}): FloodPlan {
  return {
    ...{ seed, decoys, templates, techniques: 12, origins, rareLanes: false },
    differs: seed % 2 === 1 ? "technique" : "group",
    startMs: firstMs + seed * hourMs,
    ...more,
  };
}

/** A group of entities, as people would name what they care about. */
async function publishGroup(pool: Pool): Promise<void> {
  const { version: _first, ...body } = firstPolicy;
  const groups = [{ id: "crown", name: groupName, names: [groupHost], ranges: [] }];
  await pool.query(
    "INSERT INTO policy (stream, version, body, reason, author) VALUES (1, 2, $1::jsonb, 'bench', 'bench')",
    [JSON.stringify({ ...body, version: 2, groups })],
  );
  await pool.query("NOTIFY tideline_policy");
  const endMs = Date.now() + 30_000;
  while (Date.now() < endMs) {
    const { rows } = await pool.query("SELECT 1 FROM policy WHERE version = 2 AND active_from IS NOT NULL");
    if (rows.length > 0) return;
    await pause(100);
  }
  throw new Error("The policy was not taken up within 30 s.");
}

async function untilAllScored(pool: Pool, head: () => Promise<number>): Promise<void> {
  const endMs = Date.now() + longestMs;
  while ((await readPosition(pool)) < (await head())) {
    if (Date.now() > endMs) throw new Error("The flood was not scored within ten minutes.");
    await pause(50);
  }
}

async function play(world: World, plan: FloodPlan) {
  const { pool } = world;
  const head = async () => {
    const { rows } = await pool.query<{ next: string }>("SELECT next FROM log_head WHERE stream = 1");
    return Number(rows[0]?.next);
  };
  const before = await head();
  const startedMs = performance.now();
  const expected = await sendFlood(world, plan);
  await untilAllScored(pool, head);
  const seconds = (performance.now() - startedMs) / 1000;
  return { expected, events: (await head()) - before, seconds };
}

/** How long the page's first screen takes while the flood goes on. */
async function watchList(client: Client, isOver: () => boolean): Promise<number[]> {
  const waits: number[] = [];
  while (!isOver()) {
    const flood = await newestFlood(client).catch(() => null);
    for (const path of flood === null ? [] : [`${lanesPath(flood)}&limit=100`, "/api/v1/alerts?limit=100"]) {
      const began = performance.now();
      await (await client.ask("GET", path)).arrayBuffer();
      waits.push(performance.now() - began);
    }
    await pause(100);
  }
  return waits.sort((a, b) => a - b);
}

async function playLarge(world: World, plan: FloodPlan) {
  let over = false;
  const watching = watchList(world.client, () => over);
  const played = await play(world, plan).finally(() => {
    over = true;
  });
  const waits = await watching;
  const judged = await judgeFlood(world.client, plan, played.expected);
  const { rows } = await world.pool.query<{ alerts: string; origins: string; bytes: string }>(`SELECT
    (SELECT count(*) FROM alert) AS alerts, (SELECT count(*) FROM alert_origin) AS origins,
    pg_total_relation_size('alert') + pg_total_relation_size('alert_origin') AS bytes`);
  return {
    ...judged,
    seconds: played.seconds,
    eventsPerSecond: Math.round(played.events / played.seconds),
    listP50Ms: quantile(waits, 0.5),
    listP99Ms: quantile(waits, 0.99),
    listRequests: waits.length,
    alertRows: Number(rows[0]?.alerts),
    originRows: Number(rows[0]?.origins),
    megabytes: Number(rows[0]?.bytes) / 1e6,
  };
}

async function playSeed(world: World, plan: FloodPlan) {
  const { expected } = await play(world, plan);
  const judged = await judgeFlood(world.client, plan, expected);
  world.log(`seed ${plan.seed}, differs in ${plan.differs}: place ${judged.place} of ${judged.rows} rows`);
  return { seed: plan.seed, differs: plan.differs, ...judged };
}

interface Sizes {
  readonly large: number;
  readonly small: number;
  readonly seeds: number;
}

async function measure(world: World, { large, small, seeds }: Sizes): Promise<BenchmarkResult["metrics"]> {
  await publishGroup(world.pool);
  const many = await playLarge(world, planOf(1, large));
  world.log(`${large} decoys: ${JSON.stringify(many)}`);
  const others: Awaited<ReturnType<typeof playSeed>>[] = [];
  for (let seed = 2; seed <= seeds; seed += 1) others.push(await playSeed(world, planOf(seed, small)));
  const all = [many, ...others];
  const copy = planOf(seeds + 1, small, { differs: "nothing" });
  await play(world, copy);
  const copied = await placeInFold(world.client, copy);
  world.log(`copied: ${JSON.stringify(copied)}`);
  const rareLanes = { differs: "technique", rareLanes: true, techniques: templates } as const;
  const rare = await playSeed(world, planOf(seeds + 2, small, rareLanes));
  return {
    decoys: large,
    templates,
    origins,
    seeds: all.length,
    onFirstScreen: all.filter(({ place }) => place !== null && place <= screenRows).length,
    worstPlace: Math.max(...all.map(({ place }) => place ?? Number.POSITIVE_INFINITY)),
    countsExact: all.filter(({ countsExact }) => countsExact).length,
    eventsPerSecond: many.eventsPerSecond,
    listP99Ms: many.listP99Ms,
    million: many,
    others,
    copiedLane: copied,
    rareLanes: rare,
  };
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      decoys: { type: "string", default: "1000000" },
      others: { type: "string", default: "20000" },
      seeds: { type: "string", default: "20" },
    },
  });
  const sizes = { large: Number(values.decoys), small: Number(values.others), seeds: Number(values.seeds) };
  const instance = await startInstance();
  const { superuserUrl } = lookInside(instance.stateDir);
  const pool = createPool({ url: superuserUrl, name: "bench flood", max: 3, statementTimeoutMs: 600_000 });
  try {
    const [client] = await signInAnalysts(instance, 1);
    if (client === undefined) throw new Error("Nobody signed in.");
    const world = { url: new URL(instance.url), key: await makeKey(pool, "flood"), pool, client, log };
    return { metrics: await measure(world, sizes), config: { ...sizes, templates, origins, screenRows } };
  } finally {
    await pool.end();
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "flood",
  description: "a million decoys and one real attack: whether it is on the first screen, and whether counts are exact",
  run,
};
