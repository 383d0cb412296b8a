import { expect } from "@playwright/test";
import { pageTable } from "../components/layout/page-table.ts";
import { test } from "./fixtures.ts";

const pages = [...pageTable.map(({ href }) => href), "/sign-in", "/docs/api", "/no-such-page"];
const answers = ["/api/v1/health", "/api/v1/openapi.json", "/api/v1/alerts", "/api/v1/no-such-route"];

test("every page and every answer says who may frame it, what it may run, and who may keep it", async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of [...pages, ...answers]) {
    const response = await request.get(path, { maxRedirects: 0 });
    const headers = response.headers();
    const policy = headers["content-security-policy"] ?? "";
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(scripts, path).toMatch(/^'self' 'nonce-[\w+/=]+' 'strict-dynamic'$/);
    nonces.add(scripts);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      expect(policy, path).toContain(part);
    }
    expect(headers, path).toMatchObject({
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["access-control-allow-origin"], path).toBeUndefined();
    if (path.startsWith("/api/")) expect(headers["cache-control"], path).toBe("no-store");
    if (headers["content-type"]?.includes("text/html")) {
      // No script without the nonce, none in an attribute.
      const html = await response.text();
      expect(html.match(/<script(?![^>]*\bnonce=)[^>]*>/g) ?? [], path).toEqual([]);
      expect(html, path).not.toMatch(/<[^>]+\son(click|load|error)=/i);
    }
  }
  expect(nonces.size).toBe(pages.length + answers.length);
});

test("what a client claims about its address or host is not believed", async ({ request }) => {
  const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" };
  const response = await request.get("/", { headers, maxRedirects: 0 });
  expect(response.headers().location ?? "").not.toContain("evil.example");
  const signIn = await request.post("/api/v1/session", {
    headers: { ...headers, origin: "https://evil.example", "x-tideline-client": "web" },
    data: { email: "nobody@example.org", password: "nothing" },
  });
  expect([signIn.status(), (await signIn.json()).code]).toEqual([403, "cross_site"]);
});
