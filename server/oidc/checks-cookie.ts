import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { z } from "zod";
import type { App } from "../http/app.ts";

const path = "/api/v1/session/oidc";
const lifetimeSeconds = 600;

const checksSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where the person wanted to go: a path of this site. */
  next: z.string(),
  startedAt: z.number(),
});
export type KeptChecks = z.infer<typeof checksSchema>;

const isHttps = ({ settings }: App) => settings.publicUrl.startsWith("https:");
const nameOf = (app: App) => `${isHttps(app) ? "__Secure-" : ""}tideline.oidc`;
// Lax: the provider sends the browser back from another site.
const attributesOf = (app: App) => `Path=${path}; HttpOnly; SameSite=Lax${isHttps(app) ? "; Secure" : ""}`;

/** The Set-Cookie line that binds what comes back to this browser. */
export async function checksCookie(app: App, checks: KeptChecks): Promise<string> {
  const value = await symmetricEncrypt({ key: app.settings.authSecret, data: JSON.stringify(checks) });
  return `${nameOf(app)}=${value}; Max-Age=${lifetimeSeconds}; ${attributesOf(app)}`;
}

/** The line that takes it away: each start is finished once. */
export const forgottenChecksCookie = (app: App) => `${nameOf(app)}=; Max-Age=0; ${attributesOf(app)}`;

/** What this browser started, or null where it did not, or too long ago. */
export async function readChecks(app: App, headers: Headers): Promise<KeptChecks | null> {
  const prefix = `${nameOf(app)}=`;
  const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  const value = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  if (value === undefined || value === "") return null;
  try {
    const checks = checksSchema.parse(
      JSON.parse(await symmetricDecrypt({ key: app.settings.authSecret, data: value })),
    );
    return app.now().getTime() - checks.startedAt <= lifetimeSeconds * 1000 ? checks : null;
  } catch {
    return null;
  }
}
