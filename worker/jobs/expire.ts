import { z } from "zod";
import { expireDay } from "../../server/retention/expire-day.ts";
import { expireRows } from "../../server/retention/expire-rows.ts";
import { listDays } from "../../server/retention/list-days.ts";
import { planExpiry } from "../../server/retention/plan-expiry.ts";
import { defineJob } from "./job.ts";

/** Drops the days that are past the limits of time or space, the oldest first. */
export const expireDays = defineJob({
  name: "expire-days",
  schema: z.object({}),
  at: "*/10 * * * *",
  async handle(_payload, { pool, retention, log }) {
    const { days, today, databaseBytes } = await listDays(pool);
    for (const day of planExpiry(days, { today, databaseBytes }, retention)) {
      const expired = await expireDay(pool, day);
      if (expired.ok) log.info({ ...day }, "day dropped by retention");
      else log.warn({ ...day, reason: expired.reason }, "day kept past its retention");
    }
  },
});

export const expireMessages = defineJob({
  name: "expire-messages",
  schema: z.object({}),
  at: "* * * * *",
  async handle(_payload, { pool }) {
    await expireRows(pool, ["outbox"]);
  },
});

export const expireOldRows = defineJob({
  name: "expire-rows",
  schema: z.object({}),
  at: "23 * * * *",
  async handle(_payload, { pool, log }) {
    const removed = await expireRows(pool, [
      "receipts",
      "sessions",
      "attempts",
      "seconds",
      "minutes",
      "hours",
      "artefacts",
    ]);
    log.info(removed, "old rows removed");
  },
});
