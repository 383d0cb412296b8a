import { z } from "zod";
import { streamNumbers } from "../../server/db/stream-number.ts";
import { measureSources } from "../../server/sources/measure-sources.ts";
import { defineJob } from "./job.ts";

export const measureAllSources = defineJob({
  name: "measure-sources",
  schema: z.object({}),
  at: "* * * * *",
  async handle(_payload, { pool }) {
    for (const stream of Object.values(streamNumbers)) await measureSources(pool, stream);
  },
});
