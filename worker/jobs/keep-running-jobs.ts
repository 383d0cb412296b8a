import { setTimeout as pause } from "node:timers/promises";
import { Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import type { LoopLog } from "../score-loop/loop-log.ts";
import { allJobs } from "./all-jobs.ts";
import type { JobContext } from "./job.ts";
import { preparePartitions } from "./prepare-partitions.ts";

const retryMs = 2_000;
/** A failed run is tried again twice, then waits for its next time. */
const maxAttempts = 3;

/** The runner's own lines: failures as warnings, its chatter not at all. */
function quietLogger(log: LoopLog): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") log.warn({}, `jobs: ${message}`);
  });
}

function tasksOf(context: JobContext): TaskList {
  return Object.fromEntries(allJobs.map((job) => [job.name, (payload: unknown) => job.handle(payload, context)]));
}

function start(url: string, context: JobContext): Promise<Runner> {
  return run({
    connectionString: url,
    concurrency: 2,
    maxPoolSize: 4,
    noHandleSignals: true,
    logger: quietLogger(context.log),
    taskList: tasksOf(context),
    parsedCronItems: parseCronItems(
      allJobs.map((job) => ({
        task: job.name,
        match: job.at,
        // One queue a job: two runs of the same one do not overlap.
        options: { queueName: job.name, maxAttempts, backfillPeriod: 0 },
      })),
    ),
  });
}

/** Runs the jobs at their times until the signal comes, starting anew when the database was away. */
export async function keepRunningJobs(url: string, context: JobContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      // At once, not only at its next time: without partitions nothing can be taken in.
      await preparePartitions.handle({}, context);
      const runner = await start(url, context);
      const stop = () => void runner.stop().catch(() => undefined);
      signal.addEventListener("abort", stop);
      if (signal.aborted) stop();
      await runner.promise.finally(() => signal.removeEventListener("abort", stop));
    } catch (error) {
      if (!signal.aborted) context.log.warn({ err: error }, "jobs stopped; starting them again");
    }
    await pause(retryMs, undefined, { signal }).catch(() => undefined);
  }
}
