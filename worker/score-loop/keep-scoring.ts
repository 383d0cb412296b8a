import { type StreamOptions, scoreStream } from "./score-stream.ts";

const shortestWaitMs = 100;
const longestWaitMs = 5_000;
/** A loop that ran this long was sound: the next failure starts with a short wait again. */
const soundMs = 10_000;

/** Scores a stream until the signal comes, starting anew after every failure: soon at first, then ever later. */
export async function keepScoring(options: StreamOptions, signal: AbortSignal): Promise<void> {
  const { stream, log, wake } = options;
  let waitMs = shortestWaitMs;
  while (!signal.aborted) {
    const startedMs = Date.now();
    try {
      await scoreStream(options, signal);
    } catch (error) {
      if (Date.now() - startedMs > soundMs) waitMs = shortestWaitMs;
      log.error({ stream, err: error, retryMs: waitMs }, "scoring stopped");
      await pause(waitMs, signal);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  }
  function pause(ms: number, until: AbortSignal): Promise<boolean> {
    // A ring may mean that the database is back.
    return wake.wait(wake.rings, ms, until);
  }
}
