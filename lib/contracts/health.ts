import { z } from "zod";

export const partStateSchema = z.enum(["ok", "degraded", "down"]);
export type PartState = z.infer<typeof partStateSchema>;

/** GET /api/v1/health: 200 while every part can do its work, else 503. `?check=live` asks only if the process answers. */
export const healthSchema = z.object({
  status: partStateSchema,
  version: z.string(),
  parts: z.array(z.object({ name: z.string(), state: partStateSchema, detail: z.string() })),
});
export type Health = z.infer<typeof healthSchema>;
