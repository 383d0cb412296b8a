import { createPool } from "../server/db/pg.ts";
import { keepResponding } from "../worker/responses/keep-responding.ts";

/** A worker process of its own, for tests and benchmarks that kill it: `DATABASE AUTH_SECRET AHEAD_MS` on the command line. */
const [, , url = "", authSecret = "", aheadMs = "0"] = process.argv;
const now = () => new Date(Date.now() + Number(aheadMs));
const pool = createPool({ url, name: "test response worker", max: 6 });
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const stop = new AbortController();
for (const signal of ["SIGTERM", "disconnect"] as const) process.once(signal, () => stop.abort());
await keepResponding({ url, pool, settings: { authSecret, allowInside: true }, log: quiet, now }, stop.signal);
await pool.end();
process.exit(0);
