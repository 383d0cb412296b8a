import { hostname } from "node:os";
import { createScorer, restoreScorer } from "../lib/pipeline/scorer.ts";
import { loadSigningKey } from "../server/audit/signing-key.ts";
import { listen } from "../server/db/listen.ts";
import { createPool } from "../server/db/pg.ts";
import { streamNumbers } from "../server/db/stream-number.ts";
import { readEnv } from "../server/env.ts";
import { logger } from "../server/log.ts";
import type { JobContext } from "./jobs/job.ts";
import { keepScoring } from "./score-loop/keep-scoring.ts";
import { createWake } from "./score-loop/wake.ts";

/**
 * The worker: folds each stream's log into scores and runs the jobs. It may be killed at any time, and any number of
 * workers may run beside each other: each stream has one owner, the others wait for it to go.
 */
const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(signal, () => stop.abort());

const env = readEnv();
const log = logger("worker");
const url = env.directDatabaseUrl;
const pool = createPool({ url: env.databaseUrl, name: "tideline jobs", max: 3, statementTimeoutMs: 120_000 });
const streams = Object.values(streamNumbers).map((stream) => ({ stream, wake: createWake() }));
const scorers = { create: () => createScorer(), restore: (parts: readonly Uint8Array[]) => restoreScorer(parts) };

const listener = listen({
  url,
  name: "tideline worker",
  channels: ["tideline_log", "tideline_policy"],
  onNotify(channel, payload) {
    for (const { stream, wake } of streams) {
      if (channel === "tideline_policy") wake.ring("policy");
      else if (payload === String(stream)) wake.ring("log");
    }
  },
  // What was said while nobody listened is read from the tables.
  onConnect() {
    for (const { wake } of streams) wake.ring("policy");
  },
  onDisconnect: (error) => log.warn({ err: error }, "notifications lost; looking into the log by the clock"),
});

const owner = `${hostname()}:${process.pid}`;
const context: JobContext = { pool, log, retention: { days: env.retentionDays, bytes: env.retentionBytes } };
const scoring = streams.map((stream) => keepScoring({ url, owner, scorers, log, ...stream }, stop.signal));
// Loaded only now: after a kill, scoring should not wait for what jobs need.
const [{ keepRunningJobs }, { keepSealing }, { keepResponding }, { keepTraining }, { keepCanaries }] =
  await Promise.all([
    import("./jobs/keep-running-jobs.ts"),
    import("./record/keep-sealing.ts"),
    import("./responses/keep-responding.ts"),
    import("./training/keep-training.ts"),
    import("./guard/keep-canaries.ts"),
  ]);
// A pool of its own: a job that takes long must not keep an approved response waiting.
const responsePool = createPool({
  url: env.databaseUrl,
  name: "tideline responses",
  max: 6,
  statementTimeoutMs: 20_000,
});
// Beside this file, built or not.
const besideThis = (name: string) =>
  new URL(`${name}.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url);
const threadFile = besideThis("./training/train-thread");
const canaryFile = besideThis("./guard/canary-thread");
const settings = { authSecret: env.authSecret, allowInside: env.webhookAllowInside };
const { auditSigningKey: seed, stateDir } = env;
await Promise.all([
  ...scoring,
  keepRunningJobs(url, context, stop.signal),
  keepSealing({ pool, key: loadSigningKey({ seed, stateDir }), log }, stop.signal),
  keepResponding({ url, pool: responsePool, settings, log }, stop.signal),
  keepTraining({ url, databaseUrl: env.databaseUrl, pool, threadFile, log }, stop.signal),
  keepCanaries({ pool, threadFile: canaryFile, log }, stop.signal),
]);
await listener.close();
await Promise.all([pool.end(), responsePool.end()]);
process.exit(0);
