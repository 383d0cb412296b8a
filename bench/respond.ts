import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { killSwitchSchema } from "../lib/contracts/response-decisions.ts";
import type { ResponseDetail, ResponseRow } from "../lib/contracts/responses.ts";
import { createRandom } from "../lib/stats/random.ts";
import { type Instance, startInstance } from "../scripts/instance.ts";
import { loadSecrets } from "../scripts/secrets.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../testing/webhook-receiver.ts";
import { addResponders, bodyOf, openAdmin, type Person } from "./respond/api-client.ts";
import { approveToStartMs, propose, type RaceResult, race, readDetail, settled } from "./respond/race.ts";
import { type RestartedWorker, startSecondWorker } from "./respond/second-worker.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { type Inside, lookInside } from "./support/inside.ts";
import { quantile } from "./support/quantile.ts";

const plan = { clicks: 50, people: 8, roundMs: 300, quietApprovals: 100, killSwitchApprovals: 40, seed: "respond" };

interface World {
  readonly instance: Instance;
  readonly inside: Inside;
  readonly pool: Pool;
  readonly receiver: WebhookReceiver;
  readonly second: RestartedWorker;
  readonly admin: Person;
  readonly people: readonly Person[];
  readonly log: (line: string) => void;
}

/** A playbook of `main` that blocks guessing addresses through the receiver, with room for all of the benchmark. */
async function setUp(admin: Person, receiver: WebhookReceiver): Promise<void> {
  const reason = "for the benchmark";
  const { url, secret } = receiver;
  const executor = { stream: "main", name: "Receiver", kind: "webhook", url, secret, reason };
  const { id } = await bodyOf(z.object({ id: z.number() }).loose(), await admin.send("POST", "/executors", executor));
  const body = {
    name: "Block",
    description: "",
    enabled: true,
    match: { fromBand: "notify", families: [], techniques: [], detectors: ["failure-burst"], entities: [] },
    action: "block_address",
    targetRole: "source",
    executorId: id,
    leaseSeconds: 3600,
    decideWithinSeconds: 3600,
    automatic: false,
    budget: { maxActive: 10_000, maxPerHour: 10_000 },
  };
  await bodyOf(z.unknown(), await admin.send("POST", "/playbooks", { stream: "main", body, reason }));
}

/** Kills a worker every second or two until stopped: mostly the one that is back at once, now and then the supervised. */
async function killWorkers({ inside, second, receiver }: World, signal: AbortSignal): Promise<number> {
  const random = createRandom(plan.seed);
  let kills = 0;
  while (!signal.aborted) {
    await pause(600 + random.fraction() * 1_200, undefined, { signal }).catch(() => undefined);
    // In the middle of a call where there is one: that is where it hurts.
    for (let waitedMs = 0; receiver.unanswered === 0 && waitedMs < 600 && !signal.aborted; waitedMs += 5)
      await pause(5);
    if (signal.aborted) break;
    if (kills % 8 === 7) {
      const pid = inside.part("worker");
      if (pid !== null) process.kill(pid, "SIGKILL");
    } else second.kill();
    kills += 1;
  }
  return kills;
}

async function raceAll(world: World, rows: readonly ResponseRow[]): Promise<{ races: RaceResult[]; kills: number }> {
  const { people, receiver, log } = world;
  const random = createRandom(`${plan.seed} answers`);
  const stop = new AbortController();
  const killing = killWorkers(world, stop.signal);
  const races: RaceResult[] = [];
  for (const row of rows) {
    receiver.answerAfterMs = Math.round(random.fraction() * 600);
    const startedMs = performance.now();
    races.push(await race(people, row, plan.clicks));
    // Within what the limits of requests allow one address.
    await pause(Math.max(0, plan.roundMs - (performance.now() - startedMs)));
    if (races.length % 50 === 0) log(`${races.length} rounds`);
  }
  stop.abort();
  const kills = await killing;
  receiver.answerAfterMs = 0;
  return { races, kills };
}

async function detailsOf(person: Person, rows: readonly ResponseRow[]): Promise<ResponseDetail[]> {
  const details: ResponseDetail[] = [];
  for (const { id } of rows) details.push(await readDetail(person, id));
  return details;
}

const sorted = (values: readonly (number | null)[]) =>
  values.filter((value) => value !== null).sort((left, right) => left - right);

/** Approvals one by one, with both workers alive: how long until the attempt is committed. */
async function measureStarts({ pool, people, admin }: World): Promise<number[]> {
  const rows = await propose(pool, admin, plan.quietApprovals);
  for (const [index, { id, evidenceHash }] of rows.entries()) {
    const person = people[index % people.length] ?? admin;
    await bodyOf(z.unknown(), await person.send("POST", `/responses/${id}/approve`, { evidenceHash }));
    await pause(20);
  }
  await settled(admin);
  return sorted((await detailsOf(admin, rows)).map(approveToStartMs));
}

/** The switch among approvals that keep coming: the last start after it was asked for, and what is undone by it. */
async function measureKillSwitch({ pool, people, admin, receiver }: World) {
  const rows = await propose(pool, admin, plan.killSwitchApprovals);
  const clicking = rows.map(async ({ id, evidenceHash }, index) => {
    await pause(index * 15);
    const person = people[index % people.length] ?? admin;
    await (await person.send("POST", `/responses/${id}/approve`, { evidenceHash })).arrayBuffer();
  });
  await pause(plan.killSwitchApprovals * 7);
  const askedMs = Date.now();
  const body = { reason: "the benchmark says so", rollBack: true };
  const state = await bodyOf(killSwitchSchema, await admin.send("POST", "/kill-switch/on", body));
  const answeredMs = Date.now();
  await Promise.all(clicking);
  await settled(admin);
  // One that was started before the switch and answered after it holds: what holds now is rolled back, too.
  await bodyOf(killSwitchSchema, await admin.send("POST", "/kill-switch/on", body));
  await settled(admin);
  const after = [...receiver.executedAtMs.values()].filter((at) => at > askedMs);
  const lastMs = after.reduce((most, at) => Math.max(most, at), askedMs);
  return {
    killSwitchMs: lastMs - askedMs,
    killSwitchAnswerMs: answeredMs - askedMs,
    startedAfterAnswer: after.filter((at) => at > answeredMs).length,
    stoppedBeforeStart: state.stopped,
    heldAfterKill: receiver.held.size,
  };
}

async function measure(world: World, rounds: number): Promise<BenchmarkResult["metrics"]> {
  const { pool, admin, receiver, log } = world;
  log(`Proposing ${rounds} responses`);
  const rows = await propose(pool, admin, rounds);
  log("Racing, with workers killed in between");
  const { races, kills } = await raceAll(world, rows);
  log("Waiting until all are settled");
  const { unknownLeft } = await settled(admin);
  const details = await detailsOf(admin, rows);
  const counts = [...receiver.executions.values()];
  const lost = details.filter(({ steps }) => steps.some(({ event }) => event === "lose"));
  const racingStarts = sorted(details.map(approveToStartMs));
  log("Approving with nobody killed");
  const starts = await measureStarts(world);
  log("Turning the kill switch");
  const held = receiver.held.size;
  const killed = await measureKillSwitch(world);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const attempted = new Set(details.filter(({ attempts }) => attempts.length > 0).map(({ id }) => id));
  return {
    rounds,
    racingClicks: sum(races.map(({ statuses }) => sum(Object.values(statuses)))),
    roundsWithOneDecision: races.filter(({ decisions }) => decisions === 1).length,
    refusedForRate: sum(races.map(({ statuses }) => statuses[429] ?? 0)),
    approvedRounds: details.filter(({ decision }) => decision?.kind === "approved").length,
    startedRounds: attempted.size,
    executions: sum(counts),
    doubleExecutions: counts.filter((count) => count > 1).length,
    workerKills: kills,
    unknown: lost.length,
    unknownSettledByProbe: lost.length - unknownLeft,
    unknownFoundDone: lost.filter(({ steps }) => steps.some(({ event }) => event === "find_done")).length,
    unknownLeft,
    approveToStartP50Ms: quantile(starts, 0.5),
    approveToStartP99Ms: quantile(starts, 0.99),
    approveToStartUnderKillsP99Ms: quantile(racingStarts, 0.99),
    ...killed,
    rolledBackAfterKill: held > 0 && killed.heldAfterKill === 0,
    badSignatures: receiver.badSignatures,
  };
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: "string", default: "200" } } });
  const instance = await startInstance({ env: { WEBHOOK_ALLOW_INSIDE: "1" } });
  const inside = lookInside(instance.stateDir);
  const receiver = await startWebhookReceiver();
  const pool = createPool({ url: inside.applicationUrl, name: "bench respond", max: 2 });
  const second = startSecondWorker({
    NODE_ENV: "production",
    LOG_LEVEL: "silent",
    DATABASE_URL: inside.applicationUrl,
    DIRECT_DATABASE_URL: inside.applicationUrl,
    TIDELINE_STATE: instance.stateDir,
    AUTH_SECRET: loadSecrets(instance.stateDir).auth,
    WEBHOOK_ALLOW_INSIDE: "1",
  });
  try {
    const { rows: settings } = await pool.query(
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')",
    );
    const admin = await openAdmin(instance);
    const people = await addResponders(admin, instance, plan.people);
    await setUp(admin, receiver);
    const world = { instance, inside, pool, receiver, second, admin, people, log };
    const metrics = await measure(world, Number(values.rounds));
    return {
      metrics,
      config: { ...plan, workers: 2, ...Object.fromEntries(settings.map((row) => [row.name, row.setting])) },
    };
  } finally {
    await second.stop();
    await pool.end();
    await receiver.close();
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "respond",
  description: "200 rounds of 50 racing approvals and overrides, two workers, SIGKILLs; the kill switch",
  run,
};
