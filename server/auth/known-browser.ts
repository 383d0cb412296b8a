import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { App } from "../http/app.ts";

const days = 180;
const path = "/api/v1/session";

const isHttps = ({ settings }: App) => settings.publicUrl.startsWith("https:");
const nameOf = (app: App) => `${isHttps(app) ? "__Secure-" : ""}tideline.browser`;

/** Bound to the account: that somebody signs in as themselves here says nothing of anybody else. */
function signatureOf(app: App, email: string, id: string): Buffer {
  return createHmac("sha256", app.settings.authSecret)
    .update(`known browser ${id} ${email.trim().toLowerCase()}`)
    .digest();
}

/** The Set-Cookie line by which this browser is known again as one in which this person has signed in. */
export function knownBrowserCookie(app: App, email: string): string {
  const id = randomBytes(16).toString("base64url");
  const value = `${id}.${signatureOf(app, email, id).toString("base64url")}`;
  const attributes = `Max-Age=${days * 86_400}; Path=${path}; HttpOnly; SameSite=Strict`;
  return `${nameOf(app)}=${value}; ${attributes}${isHttps(app) ? "; Secure" : ""}`;
}

/** The browser's name where this person has signed in with it before, else null. It proves nothing but that. */
export function knownBrowser(app: App, headers: Headers, email: string): string | null {
  const prefix = `${nameOf(app)}=`;
  const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  const [id = "", signature = ""] = (cookies.find((one) => one.startsWith(prefix))?.slice(prefix.length) ?? "").split(
    ".",
  );
  const [given, right] = [Buffer.from(signature, "base64url"), signatureOf(app, email, id)];
  return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}
