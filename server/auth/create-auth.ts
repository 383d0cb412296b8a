import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "../db/prisma.ts";
import { peerHeader } from "../http/request-peer.ts";
import { sessionCookiePlugin } from "./session-cookie-plugin.ts";

/** No session lives longer, however often it is used; the cookie lasts as long, and the server decides. */
export const longestSessionDays = 30;

interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  /** The address people open; https makes the cookie secure. */
  readonly publicUrl: string;
}

/**
 * Reads sessions, hashes passwords and signs cookies. Only what our own routes call of it is reachable: its HTTP
 * handler is not mounted, so there is no sign-up and no way to change a user around our permissions and audit.
 * Sessions are made, prolonged and ended by our own operations, in the transaction that records it.
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
        secondFactor: { type: "boolean", required: true, defaultValue: false, input: false },
      },
    },
    session: {
      expiresIn: longestSessionDays * 86_400,
      // Prolonged in server/auth/session-store.ts, by the lifetime of the settings.
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { method: { type: "string", required: true, defaultValue: "password", input: false } },
    },
    plugins: [sessionCookiePlugin],
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
