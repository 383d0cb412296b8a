import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { ensureFirstRun } from "./auth/ensure-first-run.ts";
import { listen } from "./db/listen.ts";
import { createPool } from "./db/pg.ts";
import { streamNumbers } from "./db/stream-number.ts";
import { readEnv } from "./env.ts";
import { createIngest } from "./events/ingest/ingest.ts";
import { processApp } from "./http/app.ts";
import { trustedProxies } from "./http/request-peer.ts";
import { createDemoKey, type DemoKey } from "./keys/keep-demo-key.ts";
import { writeLocalKey } from "./keys/write-local-key.ts";
import { logger } from "./log.ts";
import { keepSending } from "./own-events/keep-sending.ts";
import { preparePages } from "./pages.ts";
import { processWide } from "./process-wide.ts";
import { attachRealtime } from "./realtime/attach-realtime.ts";
import { createWebServer } from "./web-server.ts";

/**
 * The web process: takes events in, serves the dashboard and the API, pushes. It may be killed at any time, and any
 * number may run beside each other.
 */
const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(signal, () => stopping.abort());

const env = readEnv();
const log = logger("web");
const app = processApp();
await ensureFirstRun(app);

const pool = createPool({ url: env.databaseUrl, name: "tideline ingest", max: 6, statementTimeoutMs: 10_000 });
// Health and metrics are answered by routes, which Next bundles apart from this file.
const ingest = processWide("ingest", () =>
  createIngest({
    pool,
    directUrl: env.directDatabaseUrl,
    streams: Object.values(streamNumbers),
    stateDir: env.stateDir,
    retentionBytes: env.retentionBytes,
  }),
);

function forgetKeys(): void {
  ingest.keys.forget();
  app.keys.forget();
}
const ownEvents = keepSending({ pool, ingest, log });
let demoKey: DemoKey | null = null;

/** A stream was removed or started, or its traffic switched, perhaps: what this process remembers of it is read again. */
function onStreams(stream: number): void {
  ingest.forgetStream(stream);
  demoKey
    ?.refresh()
    .catch((error: unknown) => log.warn({ err: error }, "The key of the demo traffic is not as it should be"));
}
const keyListener = listen({
  url: env.directDatabaseUrl,
  name: "tideline web keys",
  channels: ["tideline_keys", "tideline_sources", "tideline_streams", "tideline_own_events"],
  onNotify(channel, payload) {
    if (channel === "tideline_keys") forgetKeys();
    else if (channel === "tideline_sources") ingest.forgetSources();
    else if (channel === "tideline_own_events") ownEvents.ring();
    else if (payload === "demo") onStreams(streamNumbers.demo);
  },
  onConnect() {
    forgetKeys();
    ownEvents.ring();
    // What was said while nobody listened; only this stream is ever removed.
    onStreams(streamNumbers.demo);
  },
});

const pages = await preparePages({
  development: env.mode === "development",
  host: env.host,
  port: env.port,
  https: env.publicUrl.startsWith("https:"),
});
const server = createWebServer({
  ingest,
  log,
  trusted: trustedProxies(env.trustProxy),
  // Whoever finds the dashboard answering also finds the keys of this start.
  async handlePage(request, response) {
    await keysWritten;
    return pages.handle(request, response);
  },
});
const realtime = attachRealtime(server, { app, directUrl: env.directDatabaseUrl });
pages.attach(server);

/** The port in use, which PORT=0 leaves to the system. */
async function openPort(): Promise<number> {
  server.listen(env.port, env.host);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : env.port;
}

async function openAndWriteKeys(): Promise<void> {
  const port = await openPort();
  const host = env.host === "0.0.0.0" || env.host === "::" ? "127.0.0.1" : env.host;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const folder = { stateDir: env.stateDir, url };
  await writeLocalKey(pool, folder);
  demoKey = createDemoKey(pool, folder);
  await demoKey.refresh();
  log.info({ host: env.host, port }, "web is ready");
}

const keysWritten = openAndWriteKeys();
await keysWritten;
ingest
  .open()
  .catch((error: unknown) => log.warn({ err: error }, "The log is not open yet; the first events will open it"));

const longestFinishMs = 3_000;

/** Takes no new connection, and gives requests under way their time to be answered. */
async function finishRequests(running: Server): Promise<void> {
  const closed = once(running, "close");
  running.close();
  const idle = setInterval(() => running.closeIdleConnections(), 50);
  await Promise.race([closed, pause(longestFinishMs, undefined, { ref: false })]);
  clearInterval(idle);
}

if (!stopping.signal.aborted) await once(stopping.signal, "abort");
// Sockets first: an open one would keep the server from ever being closed.
await realtime.close().catch((error: unknown) => log.warn({ err: error }, "Sockets were not closed"));
await finishRequests(server);
await ownEvents.close();
await ingest.close();
server.closeAllConnections();
await Promise.allSettled([keyListener.close(), pages.close(), pool.end(), app.close()]);
process.exit(0);
