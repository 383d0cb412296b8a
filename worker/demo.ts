import { offsetToBusyMoment } from "../lib/simulation/hour-of-week.ts";
import { createOrganisation } from "../lib/simulation/organisation.ts";
import { createTraffic } from "../lib/simulation/traffic.ts";
import { readEnv } from "../server/env.ts";
import { logger } from "../server/log.ts";
import { findTarget } from "./demo/find-target.ts";
import { sendTraffic } from "./demo/send-traffic.ts";

/**
 * The process behind the stream `demo`: lives the life of a small organisation and sends its records through the same
 * API as any other source. The organisation is the same at each start; what happens differs, because ids that a
 * source gave out before would count as duplicates.
 */
const people = 120;
const recordsPerSecond = 30;

const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(signal, () => stop.abort());

const log = logger("demo");
const { stateDir } = readEnv();
const findServer = () => findTarget(stateDir, stop.signal);

// The clock of the generator begins once there is somebody to send to: a first start may take minutes to set up, and the
// traffic may be switched off for days, which takes its key away.
while ((await findServer()) !== null) {
  const startTime = Date.now();
  const traffic = createTraffic({
    seed: `demo ${startTime}`,
    organisation: createOrganisation("demo", people),
    startTime,
    rate: recordsPerSecond,
    hourOffsetMs: offsetToBusyMoment(startTime),
  });
  log.info({ people, recordsPerSecond }, "Demo traffic begins");
  const ended = await sendTraffic({
    traffic,
    now: Date.now,
    signal: stop.signal,
    log,
    run: `demo-${startTime}`,
    findTarget: findServer,
  });
  if (ended === "stopped") break;
}
log.info({}, "Demo traffic ended");
process.exit(0);
