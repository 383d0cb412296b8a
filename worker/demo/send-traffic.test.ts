import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { NativeRecord } from "../../lib/simulation/traffic-types.ts";
import { findTarget } from "./find-target.ts";
import { makeBatches } from "./make-batches.ts";
import { type ScriptedApi, startScriptedApi } from "./scripted-api.ts";
import { sendTraffic } from "./send-traffic.ts";

let api: ScriptedApi;
let folder: string;
beforeEach(async () => {
  api = await startScriptedApi();
  folder = await mkdtemp(join(tmpdir(), "tideline-demo-"));
});
afterEach(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const record = (format: NativeRecord["format"], text: string): NativeRecord => ({
  format,
  record: text,
  time: 0,
  truth: { campaign: null, step: null },
});
/** What this generator does not do. */
const unmoved = { contain: () => undefined, begin: () => undefined };
const quiet = { info: () => undefined, warn: () => undefined };

it("groups JSON together and text by format, in order, at most 500 a request", () => {
  const many = Array.from({ length: 501 }, (_, index) => record("windows", `{"n":${index}}`));
  const batches = makeBatches([record("sshd", "a"), ...many, record("apache", "b"), record("sshd", "c")]);
  expect(batches.map(({ records, contentType }) => [records, contentType.split(";")[0]])).toEqual([
    [2, "text/plain"],
    [500, "application/x-ndjson"],
    [1, "application/x-ndjson"],
    [1, "text/plain"],
  ]);
  expect(batches[0]?.body).toBe("a\nc\n");
});

it("waits for the key file, then sends each record once although the server falters, and ends at the signal", async () => {
  const stop = new AbortController();
  let made = 0;
  const traffic = {
    ...unmoved,
    next: () => {
      made += 1;
      return made <= 5 ? [record("cloudtrail", `{"n":${made}}`)] : [];
    },
  };
  api.script.push({ status: 503, headers: { "retry-after": "0" } }, { status: 429 });
  const running = sendTraffic({
    traffic,
    now: Date.now,
    signal: stop.signal,
    log: quiet,
    run: "test",
    findTarget: () => findTarget(folder, stop.signal),
  });
  await writeFile(join(folder, "demo-key.json"), JSON.stringify({ url: api.url, key: "demo" }));
  await expect.poll(() => api.taken.length, { timeout: 15_000 }).toBe(5);
  stop.abort();
  await running;
  expect(api.taken.map(({ body }) => body.toString())).toEqual([1, 2, 3, 4, 5].map((n) => `{"n":${n}}\n`));
  expect(new Set(api.taken.map(({ headers }) => headers["idempotency-key"])).size).toBe(5);
});

it("begins anew after it was switched off for long, and sends nothing of the time between", async () => {
  const stop = new AbortController();
  let atMs = 1_000_000;
  const asked: number[] = [];
  const traffic = {
    ...unmoved,
    next: (untilTime: number) => {
      asked.push(untilTime);
      return [record("cloudtrail", `{"n":${asked.length}}`)];
    },
  };
  // The key was revoked: the next one comes an hour later.
  api.script.push({ status: 401 });
  let finds = 0;
  const ended = await sendTraffic({
    traffic,
    now: () => atMs,
    signal: stop.signal,
    log: quiet,
    run: "test",
    findTarget: async () => {
      finds += 1;
      if (finds > 1) atMs += 3_600_000;
      return { url: api.url, key: "demo" };
    },
  });
  expect(ended).toBe("away");
  expect(asked).toEqual([1_000_000]);
});
