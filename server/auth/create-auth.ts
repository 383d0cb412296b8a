import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "../db/prisma.ts";
import { peerHeader } from "../http/request-peer.ts";

const hourSeconds = 3_600;
/** A screen that is looked at stays signed in; one that is left alone does not survive the night. */
const sessionSeconds = 12 * hourSeconds;

interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  /** The address people open; https makes the cookie secure. */
  readonly publicUrl: string;
}

/**
 * Passwords and sessions. Only what our own routes call of it is reachable: its HTTP handler is not mounted, so there
 * is no sign-up and no way to change a user around our permissions and audit.
 */
export function createAuth({ db, secret, publicUrl }: AuthOptions) {
  return betterAuth({
    appName: "Tideline",
    baseURL: publicUrl,
    secret,
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: "string", required: true, defaultValue: "viewer", input: false },
        mustChangePassword: { type: "boolean", required: true, defaultValue: false, input: false },
        disabled: { type: "boolean", required: true, defaultValue: false, input: false },
      },
    },
    session: { expiresIn: sessionSeconds, updateAge: hourSeconds, cookieCache: { enabled: false } },
    // Our own limits count attempts before the password is looked at, per account and address, in the database.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: "tideline",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [peerHeader] },
    },
  });
}
export type Auth = ReturnType<typeof createAuth>;
