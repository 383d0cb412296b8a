import { z } from "zod";
import { endWaiting } from "../../server/change-requests/end-waiting.ts";
import { defineJob } from "./job.ts";

/** Ends change requests that nobody decided, and puts in force what waited for want of people. */
export const endRequests = defineJob({
  name: "end-requests",
  schema: z.object({}),
  at: "* * * * *",
  async handle(_payload, { pool, log }) {
    const changed = await endWaiting(pool);
    if (changed > 0) log.info({ changed }, "change requests moved by the clock");
  },
});
