import { z } from "zod";
import { ensureUpcomingPartitions } from "../../server/retention/upcoming-partitions.ts";
import { defineJob } from "./job.ts";

export const preparePartitions = defineJob({
  name: "prepare-partitions",
  schema: z.object({}),
  at: "11 * * * *",
  handle: (_payload, { pool }) => ensureUpcomingPartitions(pool),
});
