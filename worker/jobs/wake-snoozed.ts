import { z } from "zod";
import { wakeSnoozed as wake } from "../../server/alerts/wake-snoozed.ts";
import { defineJob } from "./job.ts";

/** Brings alerts back whose snooze has ended. */
export const wakeSnoozed = defineJob({
  name: "wake-snoozed",
  schema: z.object({}),
  at: "* * * * *",
  async handle(_payload, { pool, log }) {
    const woken = await wake(pool);
    if (woken > 0) log.info({ woken }, "snoozed alerts came back");
  },
});
