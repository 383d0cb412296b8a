import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { peerHeader, stampPeer, trustedProxies } from "./request-peer.ts";
import { securePage } from "./secure-page.ts";

/** Asks a server that answers with the headers it has after stamping. */
async function askServer(trusted: readonly string[], headers: Readonly<Record<string, string>>) {
  let seen: IncomingMessage["headers"] = {};
  const proxies = trustedProxies(trusted);
  const server = createServer((request, response) => {
    stampPeer(request, proxies);
    securePage(request, response, { development: false, https: true });
    seen = { ...request.headers };
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const response = await fetch(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`, { headers });
  server.close();
  return { seen, response };
}

test("what a client says about itself is deleted, unless a trusted proxy said it", async () => {
  const claims = { "x-forwarded-for": "203.0.113.9", [peerHeader]: "203.0.113.9", "x-forwarded-proto": "https" };
  const direct = await askServer([], claims);
  expect(direct.seen[peerHeader]).toBe("127.0.0.1");
  expect(direct.seen["x-forwarded-for"]).toBeUndefined();
  expect(direct.seen["x-forwarded-proto"]).toBeUndefined();
  const proxied = await askServer(["127.0.0.0/8"], claims);
  expect(proxied.seen[peerHeader]).toBe("203.0.113.9");
});

test("behind several proxies the peer is the last address that none of them vouches for", async () => {
  const headers = { "x-forwarded-for": "192.0.2.66, 203.0.113.9, 10.0.0.7" };
  const { seen } = await askServer(["127.0.0.1", "10.0.0.0/8"], headers);
  expect(seen[peerHeader]).toBe("203.0.113.9");
});

test("every answer has a nonce of its own, which the client cannot choose", async () => {
  const forged = { "x-nonce": "mine", "content-security-policy": "script-src 'nonce-mine'" };
  const [first, second] = [await askServer([], forged), await askServer([], {})];
  const policy = first.response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`script-src 'self' 'nonce-${first.seen["x-nonce"]}' 'strict-dynamic';`);
  expect(first.seen["content-security-policy"]).toBe(policy);
  expect(policy).not.toContain("mine");
  expect(first.seen["x-nonce"]).not.toBe(second.seen["x-nonce"]);
  for (const part of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "style-src-attr 'unsafe-inline'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(first.response.headers.get("strict-transport-security")).toContain("max-age=31536000");
  expect(first.response.headers.get("x-content-type-options")).toBe("nosniff");
});
