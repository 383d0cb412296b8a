import { z } from "zod";

export const partStateSchema = z.enum(["ok", "degraded", "down"]);
export type PartState = z.infer<typeof partStateSchema>;

/** GET /api/v1/health: 503 while a part is down and nothing can be accepted. `?check=live` asks only for the process. */
export const healthSchema = z.object({
  status: partStateSchema,
  version: z.string(),
  parts: z.array(z.object({ name: z.string(), state: partStateSchema, detail: z.string() })),
});
export type Health = z.infer<typeof healthSchema>;
