import type { Pool } from "../db/pg.ts";
import type { Ingest } from "../events/ingest/ingest.ts";
import type { AppLog } from "../http/app.ts";
import { sendOwnEvents } from "./send-own-events.ts";

export interface Sending {
  /** Something was noted, or may have been. */
  ring(): void;
  close(): Promise<void>;
}

/** What was not heard of, and what could not be sent, is looked for again after this long. */
const lookMs = 10_000;

/** Sends what Tideline has to tell as soon as it is heard of, until closed; one run at a time. */
export function keepSending(options: {
  readonly pool: Pool;
  readonly ingest: Pick<Ingest, "takeOwn">;
  readonly log: Pick<AppLog, "warn">;
}): Sending {
  const { pool, ingest, log } = options;
  let running: Promise<void> | null = null;
  let isRung = false;
  let isClosed = false;
  const send = async () => {
    while (isRung && !isClosed) {
      isRung = false;
      if ((await sendOwnEvents(pool, ingest)) > 0) isRung = true;
    }
  };
  const ring = () => {
    isRung = true;
    if (isClosed || running !== null) return;
    running = send()
      .catch((error: unknown) => log.warn({ err: error }, "An event of Tideline's own waits to be sent"))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(ring, lookMs);
  return {
    ring,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
}
