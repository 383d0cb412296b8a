import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Set by the server itself on every request, after whatever came under this name was deleted. */
export const peerHeader = "x-tideline-peer";

/** What a client could claim about itself, or about a page's policy; believed from nobody but a trusted proxy. */
const claimedHeaders = [
  peerHeader,
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
  "x-client-ip",
  "cf-connecting-ip",
  "true-client-ip",
  "x-nonce",
  "content-security-policy",
  "content-security-policy-report-only",
  "x-middleware-subrequest",
];

/** An IPv4 address that came over an IPv6 socket in its own form, so that one peer has one name. */
function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}

/** The proxies of TRUST_PROXY, as one list to ask. */
export function trustedProxies(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** The nearest address that no trusted proxy vouches for: from the right, as each proxy appends whom it saw. */
function realPeer(request: IncomingMessage, trusted: BlockList): string {
  let peer = plainAddress(request.socket.remoteAddress ?? "unknown");
  const forwarded = request.headers["x-forwarded-for"];
  const hops = (Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? "")).split(",").map((hop) => hop.trim());
  while (isTrusted(peer, trusted)) {
    const next = plainAddress(hops.pop() ?? "");
    if (isIP(next) === 0) break;
    peer = next;
  }
  return peer;
}

/**
 * To be called on every request and upgrade before anything else reads it: works out who is really there, deletes
 * what the client claims, and leaves the answer in `peerHeader`, where limits, keys and the audit find it.
 */
export function stampPeer(request: IncomingMessage, trusted: BlockList): string {
  const peer = realPeer(request, trusted);
  for (const name of claimedHeaders) delete request.headers[name];
  request.headers[peerHeader] = peer;
  return peer;
}
