import { z } from "zod";
import { roles } from "./permissions.ts";

/**
 * Sent by our own pages with every change. A form or an image of another site cannot set it, so a change without it
 * is refused even where a browser sends neither Origin nor Sec-Fetch-Site.
 */
export const clientHeader = { name: "x-tideline-client", value: "web" } as const;

/** GET /api/v1/session: who is signed in. */
export const sessionSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles) }),
  mustChangePassword: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** POST /api/v1/session: answers the session and sets its cookie. */
export const signInSchema = z.object({ email: z.email().max(254), password: z.string().min(1).max(128) }).strict();
export type SignIn = z.infer<typeof signInSchema>;

export const passwordMinimumLength = 12;

/** POST /api/v1/session/password: every other session of the person ends. */
export const passwordChangeSchema = z
  .object({ currentPassword: z.string().min(1).max(128), newPassword: z.string().min(passwordMinimumLength).max(128) })
  .strict();
export type PasswordChange = z.infer<typeof passwordChangeSchema>;
