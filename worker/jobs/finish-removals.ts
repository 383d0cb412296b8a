import { z } from "zod";
import { finishRemovals } from "../../server/streams/remove-stream.ts";
import { defineJob } from "./job.ts";

export const finishStreamRemovals = defineJob({
  name: "finish-removals",
  schema: z.object({}),
  at: "* * * * *",
  handle: (_payload, { pool }) => finishRemovals(pool),
});
