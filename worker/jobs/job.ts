import type { z } from "zod";
import type { Pool } from "../../server/db/pg.ts";
import type { RetentionLimits } from "../../server/retention/plan-expiry.ts";
import type { LoopLog } from "../score-loop/loop-log.ts";

/** What jobs work with. */
export interface JobContext {
  readonly pool: Pool;
  readonly retention: RetentionLimits;
  readonly log: LoopLog;
}

/** A job is data: what it is called, what it is given, when it comes, what it does. It may run twice at any time. */
export interface Job<Payload = unknown> {
  readonly name: string;
  readonly schema: z.ZodType<Payload>;
  /** Crontab times, in UTC. */
  readonly at: string;
  handle(payload: Payload, context: JobContext): Promise<void>;
}

/** Hides the payload's type, which the schema checks, so that jobs of all kinds stand in one list. */
export function defineJob<Payload>(job: Job<Payload>): Job {
  return { ...job, handle: (payload, context) => job.handle(job.schema.parse(payload), context) };
}
