import { clientHeader } from "../../lib/contracts/session.ts";
import { AppError } from "./app-error.ts";

/** Whether a page of this origin is ours: of the address people open, or of the very host the request came to. */
export function isSameOrigin(origin: string, host: string | null, publicUrl: string): boolean {
  if (origin === new URL(publicUrl).origin) return true;
  if (!URL.canParse(origin) || host === null) return false;
  // A browser writes both, and no page can change either.
  return new URL(origin).host === host;
}

/**
 * Refuses a change that another site makes a browser send with our cookie. Three locks, each enough where the browser
 * supports it: our own header (which needs a preflight that is never answered), Sec-Fetch-Site, Origin.
 */
export function checkSameSite(headers: Headers, publicUrl: string): void {
  const refuse = (detail: string) => {
    throw new AppError("cross_site", { detail });
  };
  if (headers.get(clientHeader.name) !== clientHeader.value) {
    refuse(`A change needs the header ${clientHeader.name}: ${clientHeader.value}.`);
  }
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") refuse("The browser says that another site sent this.");
  const origin = headers.get("origin");
  if (origin !== null && !isSameOrigin(origin, headers.get("host"), publicUrl)) refuse(`Sent by a page of ${origin}.`);
}
