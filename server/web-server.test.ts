import { type IncomingHttpHeaders, request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type IngestForTest, startIngestForTest } from "../testing/ingest.ts";

let running: IngestForTest;
beforeAll(async () => {
  running = await startIngestForTest();
});
afterAll(() => running.close());

interface Answered {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** As it stands: `fetch` sends no TRACE and repairs paths. */
function ask(method: string, path: string): Promise<Answered> {
  const { hostname, port } = new URL(running.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() });
    });
    asked.once("error", reject);
    asked.end();
  });
}

test.each([
  ["PUT", "/api/v1/events", "GET, HEAD, OPTIONS, POST"],
  ["DELETE", "/api/v1/events?limit=1", "GET, HEAD, OPTIONS, POST"],
  ["POST", "/api/v1/ledger", "GET, HEAD, OPTIONS"],
  ["GET", "/api/v1/alerts/bulk", "OPTIONS, POST"],
  ["DELETE", "/api/v1/alerts/7", "GET, HEAD, OPTIONS, PATCH"],
  ["TRACE", "/api/v1/alerts", "GET, HEAD, OPTIONS"],
  ["TRACE", "/alerts", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
  ["PROPFIND", "/", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
])("%s %s is 405, with the methods that would do", async (method, path, allow) => {
  const { status, headers, text } = await ask(method, path);
  expect([status, headers.allow, headers["content-type"]]).toEqual([405, allow, "application/problem+json"]);
  expect(JSON.parse(text)).toMatchObject({ code: "method_not_allowed", requestId: headers["x-request-id"] });
});

test.each(["/api/v1/events/%E0%A4%A", "/%", "/alerts/%ff?q=1"])(
  "%s, which cannot be decoded, is a problem",
  async (path) => {
    const { status, headers, text } = await ask("GET", path);
    expect([status, headers["content-type"]]).toEqual([400, "application/problem+json"]);
    expect(JSON.parse(text)).toMatchObject({
      code: "invalid_request",
      errors: [{ path: "path" }],
      requestId: headers["x-request-id"],
    });
  },
);

test("an idle connection is kept longer than a proxy in front keeps it, so that no request meets one just closed", async () => {
  const { headers } = await ask("PUT", "/api/v1/events");
  const seconds = Number(/timeout=(\d+)/.exec(String(headers["keep-alive"]))?.[1]);
  expect(seconds).toBeGreaterThan(60);
});
