import { z } from "zod";
import { roles } from "./permissions.ts";

/** GET /api/v1/session: who is signed in. */
export const sessionSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles) }),
  mustChangePassword: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;
