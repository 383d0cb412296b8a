import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

interface PageSecurity {
  /** The development server compiles in the browser and reloads over a socket. */
  readonly development: boolean;
  readonly https: boolean;
}

/**
 * What a page may load and run: our own files and scripts that carry this answer's nonce. Styles of elements carry it
 * too; style attributes are allowed because the components measure and place things with them.
 */
function contentSecurityPolicy(nonce: string, { development, https }: PageSecurity): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // The development server adds style elements without a nonce.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${nonce}'`,
    ...(development ? [] : ["style-src-attr 'unsafe-inline'"]),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}

const yearSeconds = 31_536_000;

/**
 * Sets the headers that keep a page to itself, and hands the nonce on: Next takes it from the request's own policy
 * header for its scripts, our layout from `x-nonce`. Both were deleted from what the client sent (stampPeer). Done here
 * and not in a proxy file, with which Next would cut large bodies.
 */
export function securePage(request: IncomingMessage, response: ServerResponse, security: PageSecurity): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, security);
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (security.https) response.setHeader("Strict-Transport-Security", `max-age=${yearSeconds}; includeSubDomains`);
}
