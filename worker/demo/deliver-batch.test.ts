import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Delivery, deliverBatch } from "./deliver-batch.ts";
import { retryAfterMs, waitBefore } from "./retry-wait.ts";
import { type ScriptedApi, startScriptedApi } from "./scripted-api.ts";

let api: ScriptedApi;
beforeEach(async () => {
  api = await startScriptedApi();
});
afterEach(() => api.close());

const delivery: Delivery = {
  body: '{"a":1}\n',
  format: "auto",
  contentType: "application/x-ndjson",
  idempotencyKey: "k-1",
};
const plan = (patienceMs = 20_000) => ({ signal: new AbortController().signal, patienceMs });
const target = () => ({ url: api.url, key: "secret" });

describe("deliverBatch", () => {
  it("sends key, format and body, and returns the answer", async () => {
    const outcome = await deliverBatch(target(), delivery, plan());
    expect(outcome).toMatchObject({ kind: "accepted", answer: { accepted: 1, duplicates: 0, rejected: [] } });
    expect(api.taken[0]?.headers).toMatchObject({ authorization: "Bearer secret", "idempotency-key": "k-1" });
    expect(api.taken[0]?.path).toBe("/api/v1/events?format=auto");
    expect(api.taken[0]?.body.toString()).toBe('{"a":1}\n');
  });

  it("comes again with the same key after 503 and 429, and waits as long as it is asked to", async () => {
    api.script.push({ status: 503, headers: { "retry-after": "1" } }, { status: 429 });
    const waits: number[] = [];
    const startedMs = performance.now();
    const outcome = await deliverBatch(target(), delivery, { ...plan(), onWait: ({ waitMs }) => waits.push(waitMs) });
    expect(outcome.kind).toBe("accepted");
    expect(waits).toEqual([1_000, 400]);
    expect(performance.now() - startedMs).toBeGreaterThan(1_390);
    expect(api.attempts()).toBe(3);
    expect(api.taken.length).toBe(1);
  });

  it("does not come again after a refusal for good", async () => {
    api.script.push({ status: 401 });
    expect(await deliverBatch(target(), delivery, plan())).toEqual({
      kind: "refused",
      status: 401,
      detail: "401 As the test wants it",
    });
    expect(api.attempts()).toBe(1);
  });

  it("gives up when its patience ends, and says what was wrong", async () => {
    const outcome = await deliverBatch({ url: "http://127.0.0.1:9", key: "k" }, delivery, plan(300));
    expect(outcome.kind).toBe("abandoned");
  });

  it("stops at once at the signal", async () => {
    api.script.push({ status: 503, headers: { "retry-after": "60" } });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const startedMs = performance.now();
    const outcome = await deliverBatch(target(), delivery, { signal: stop.signal, patienceMs: 120_000 });
    expect(outcome.kind).toBe("abandoned");
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});

describe("waiting", () => {
  it("doubles up to ten seconds unless asked for a time", () => {
    expect([1, 2, 3, 10].map((attempt) => waitBefore(attempt, null))).toEqual([200, 400, 800, 10_000]);
    expect(waitBefore(1, 3_000)).toBe(3_000);
    expect(waitBefore(1, 9e9)).toBe(120_000);
  });

  it("reads Retry-After as seconds and as a date", () => {
    const now = Date.UTC(2026, 0, 1);
    expect(retryAfterMs("2", now)).toBe(2_000);
    expect(retryAfterMs("Thu, 01 Jan 2026 00:00:05 GMT", now)).toBe(5_000);
    expect(retryAfterMs("soon", now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });
});
