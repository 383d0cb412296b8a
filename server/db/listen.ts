import type pg from "pg";
import { connect } from "./pg.ts";

export interface ListenOptions {
  /** A direct connection: a pooler between would swallow notifications. */
  readonly url: string;
  readonly name: string;
  readonly channels: readonly string[];
  readonly onNotify: (channel: string, payload: string) => void;
  /** After every (re)connection, when all channels are heard again: what was missed must be read from the tables. */
  readonly onConnect?: () => void | Promise<void>;
  readonly onDisconnect?: (error: Error | null) => void;
}

export interface Listener {
  readonly connected: boolean;
  close(): Promise<void>;
}

const channelPattern = /^[a-z_][a-z0-9_]*$/;
const shortestWaitMs = 50;
const longestWaitMs = 5_000;
/** A peer that vanished without closing is noticed by a question it does not answer. */
const heartbeatMs = 10_000;

interface Session {
  readonly client: pg.Client;
  readonly ended: Promise<Error | null>;
}

async function openSession(options: ListenOptions): Promise<Session> {
  const client = await connect({ url: options.url, name: options.name, queryTimeoutMs: 5_000 });
  const ended = new Promise<Error | null>((resolve) => {
    client.once("error", resolve);
    client.once("end", () => resolve(null));
  });
  client.on("notification", (message) => options.onNotify(message.channel, message.payload ?? ""));
  try {
    for (const channel of options.channels) await client.query(`LISTEN ${channel}`);
    await options.onConnect?.();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { client, ended };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Hears notifications for as long as it is not closed, through any number of lost connections. */
export function listen(options: ListenOptions): Listener {
  for (const channel of options.channels) {
    if (!channelPattern.test(channel)) throw new Error(`"${channel}" is not a plain channel name.`);
  }
  const stopped = new AbortController();
  let session: Session | null = null;

  async function hear(): Promise<Error | null> {
    session = await openSession(options);
    if (stopped.signal.aborted) await session.client.end();
    const { client, ended } = session;
    const heartbeat = setInterval(() => {
      client.query("SELECT 1").catch(() => void client.end().catch(() => undefined));
    }, heartbeatMs);
    const reason = await ended;
    clearInterval(heartbeat);
    session = null;
    return reason;
  }

  async function keepHearing(): Promise<void> {
    let waitMs = shortestWaitMs;
    while (!stopped.signal.aborted) {
      const startedAt = Date.now();
      const reason = await hear().catch(asError);
      if (stopped.signal.aborted) return;
      options.onDisconnect?.(reason);
      waitMs = Date.now() - startedAt > longestWaitMs ? shortestWaitMs : Math.min(waitMs * 2, longestWaitMs);
      await pause(waitMs, stopped.signal);
    }
  }

  const done = keepHearing();
  return {
    get connected() {
      return session !== null;
    },
    async close() {
      stopped.abort();
      await session?.client.end().catch(() => undefined);
      await done;
    },
  };
}

/** Waits, or less if the signal comes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
