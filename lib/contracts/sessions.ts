import { z } from "zod";
import { signInMethodSchema } from "./session.ts";

/** One browser that is signed in. */
export const sessionRowSchema = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  device: z.string(),
  address: z.string().nullable(),
  method: signInMethodSchema,
  createdAt: z.string(),
  /** To the minute. */
  lastUsedAt: z.string(),
  expiresAt: z.string(),
});
export type SessionRow = z.infer<typeof sessionRowSchema>;

/** A person has few sessions; the newest hundred are listed. */
export const sessionListSchema = z.object({ items: z.array(sessionRowSchema) });
export const endedSessionsSchema = z.object({ ended: z.number().int() });

/** DELETE /api/v1/sessions: all of one's own, or all but this one. */
export const endOwnSessionsQuerySchema = z.object({ keep: z.literal("current").optional() });
/** DELETE /api/v1/users/{id}/sessions: all of a person's, or one. */
export const endUserSessionsQuerySchema = z.object({ session: z.string().min(1).max(100).optional() });
