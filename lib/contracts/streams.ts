import { z } from "zod";
import { streamSchema } from "./common.ts";

/** `removing`: asked for and not finished; it is finished even if this instance stops now. */
export const streamStateSchema = z.enum(["open", "removing", "removed"]);
export type StreamState = z.infer<typeof streamStateSchema>;

export const streamRowSchema = z.object({
  name: streamSchema,
  state: streamStateSchema,
  /** Events in the log and stored, and what they and all that follows from them take. */
  events: z.number().int(),
  bytes: z.number(),
  alerts: z.number().int(),
  openAlerts: z.number().int(),
  sources: z.number().int(),
  /** When the oldest stored event was received. */
  oldest: z.string().nullable(),
  newest: z.string().nullable(),
  /** Whether generated traffic is wanted; null where there is none to be had. */
  traffic: z.boolean().nullable(),
  /** Who asked for the removal and why, while it is under way or done. */
  removal: z.object({ by: z.string(), reason: z.string(), at: z.string() }).nullable(),
});
export type StreamRow = z.infer<typeof streamRowSchema>;
export const streamListSchema = z.object({ items: z.array(streamRowSchema) });

export const streamPatchSchema = z.object({ traffic: z.boolean() }).strict();
export const streamRemovalSchema = z.object({ reason: z.string().trim().min(3).max(500) }).strict();
