import { z } from "zod";
import { nameSchema } from "./common.ts";
import { roles } from "./permissions.ts";

/**
 * Sent by our own pages with every change. A form or an image of another site cannot set it, so a change without it
 * is refused even where a browser sends neither Origin nor Sec-Fetch-Site.
 */
export const clientHeader = { name: "x-tideline-client", value: "web" } as const;

/** How a person proved who they are. */
export const signInMethodSchema = z.enum(["password", "invitation", "oidc"]);
export type SignInMethod = z.infer<typeof signInMethodSchema>;

/** GET /api/v1/session: who is signed in, and what they have to do before anything else. */
export const sessionSchema = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
  }),
  method: signInMethodSchema,
  mustChangePassword: z.boolean(),
  mustSetUpSecondFactor: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** Six digits of the app, or a backup code; spaces and dashes do not matter. */
export const factorCodeSchema = z.string().trim().min(6).max(40);

/**
 * POST /api/v1/session: answers the session and sets its cookie. Where the account has a second factor, the first
 * request is refused with `second_factor_required` and sent again with the code.
 */
export const signInSchema = z
  .object({ email: z.email().max(254), password: z.string().min(1).max(128), code: factorCodeSchema.optional() })
  .strict();
export type SignIn = z.infer<typeof signInSchema>;

export const passwordMinimumLength = 12;

/** POST /api/v1/session/password: every other session of the person ends. */
export const passwordChangeSchema = z
  .object({ currentPassword: z.string().min(1).max(128), newPassword: z.string().min(passwordMinimumLength).max(128) })
  .strict();
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** PATCH /api/v1/session/profile: what people say about themselves. */
export const profilePatchSchema = z.object({ name: nameSchema(200) }).strict();
export type ProfilePatch = z.infer<typeof profilePatchSchema>;

/** GET /api/v1/session/methods: the ways to sign in here. */
export const signInMethodsSchema = z.object({
  /** The identity provider, as its button names it; null without one. */
  oidc: z.object({ name: z.string() }).nullable(),
});

/** Why signing in through the identity provider did not work, as `?oidc=` of the sign-in page. */
export const oidcRefusals = [
  "unreachable",
  "expired",
  "invalid",
  "denied",
  "unverified_email",
  "no_role",
  "disabled",
  "local_admin",
  "local_factor",
  "last_admin",
] as const;
export type OidcRefusal = (typeof oidcRefusals)[number];
