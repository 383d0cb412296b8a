import { z } from "zod";
import { mergeRollups } from "../../server/scoring/merge-rollups.ts";
import { defineJob } from "./job.ts";

export const mergeMinutes = defineJob({
  name: "merge-minutes",
  schema: z.object({}),
  at: "* * * * *",
  handle: (_payload, { pool }) => mergeRollups(pool, { from: 1, to: 60 }),
});

export const mergeHours = defineJob({
  name: "merge-hours",
  schema: z.object({}),
  at: "*/5 * * * *",
  handle: (_payload, { pool }) => mergeRollups(pool, { from: 60, to: 3600 }),
});
