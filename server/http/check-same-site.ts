import { clientHeader } from "../../lib/contracts/session.ts";
import { isLoopbackHost } from "../is-loopback.ts";
import { AppError } from "./app-error.ts";

/**
 * Whether a page of this origin is ours: of the address people open, or, while that is this machine (PUBLIC_URL is
 * needed for any other), of the very host the request came to under one of this machine's own names. Another name may
 * be a stranger's that was made to point here, and then Host and Origin agree too.
 */
export function isSameOrigin(origin: string, host: string | null, publicUrl: string): boolean {
  const open = new URL(publicUrl);
  if (origin === open.origin) return true;
  if (!URL.canParse(origin) || !isLoopbackHost(open.hostname)) return false;
  const page = new URL(origin);
  return isLoopbackHost(page.hostname) && page.host === host;
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
