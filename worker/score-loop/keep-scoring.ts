import { isDatabaseAway } from "../../server/db/is-database-away.ts";
import { type StreamOptions, scoreStream } from "./score-stream.ts";

const shortestWaitMs = 100;
/** A database that is away comes back any moment, and asking costs nothing. */
const longestAwayMs = 500;
const longestWaitMs = 5_000;
/** A loop that ran this long was sound: the next failure starts with a short wait again. */
const soundMs = 10_000;

/** Scores a stream until the signal comes, starting anew after every failure: soon at first, then ever later. */
export async function keepScoring(options: StreamOptions, signal: AbortSignal): Promise<void> {
  const { stream, log, wake } = options;
  let waitMs = shortestWaitMs;
  let isAway = false;

  /** Says once that the database is away, and everything else each time. */
  function report(error: unknown, away: boolean): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (!away) log.error({ stream, err: error, retryMs: waitMs }, "scoring stopped");
    else if (!isAway) log.warn({ stream, reason }, "scoring waits for the database");
    isAway = away;
  }

  while (!signal.aborted) {
    const startedMs = Date.now();
    try {
      await scoreStream(options, signal);
    } catch (error) {
      const away = isDatabaseAway(error);
      if (Date.now() - startedMs > soundMs) waitMs = shortestWaitMs;
      report(error, away);
      // A ring ends the wait: it may mean that the database is back.
      await wake.wait(wake.rings, { ms: waitMs, signal });
      waitMs = Math.min(waitMs * 2, away ? longestAwayMs : longestWaitMs);
    }
  }
}
