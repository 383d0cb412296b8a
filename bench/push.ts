import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright";
import { z } from "zod";
import { ledgerSchema } from "../lib/contracts/ledger.ts";
import { startInstance } from "../scripts/instance.ts";
import { openLive, untilFollowing } from "./browser/open-live.ts";
import { countMissed, readShownEvents, readStoredEvents } from "./browser/shown-events.ts";
import { createLoad } from "./load/create-load.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { quantile } from "./support/quantile.ts";

const plan = { rate: 1000, batch: 100, clients: 4, entities: 5000, warmUpMs: 15_000, measureMs: 60_000, cutMs: 30_000 };
/** The Live page's range that holds the whole run. */
const rangeMinutes = 5;
const settleMs = 30_000;

/** Commit-to-painted times so far, and none of them left in the page. */
function takeSamples(page: Page): Promise<number[]> {
  return page.evaluate(() => window.__tideline?.commitToPaintMs.splice(0) ?? []);
}

/** Until everything that was accepted is scored. */
async function untilScored(page: Page): Promise<number> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const response = await page.request.get(new URL("/api/v1/ledger?stream=main", page.url()).href);
    const { totals } = ledgerSchema.parse(await response.json());
    if (totals.waiting === 0) return totals.scored;
    if (performance.now() > deadline) throw new Error(`${totals.waiting} events still wait to be scored`);
    await pause(200);
  }
}

/** A page shows the last second a moment after it ended: asked again until it does, or it never will. */
async function settledMissed(page: Page, fromMs: number): Promise<number> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const missed = countMissed(await readStoredEvents(page, rangeMinutes), await readShownEvents(page), fromMs);
    if (missed === 0 || performance.now() > deadline) return missed;
    await pause(1000);
  }
}

async function measure(context: BenchmarkContext, page: Page, target: { url: string; key: string }) {
  const { rate, batch, clients, entities } = plan;
  const load = await createLoad({ ...target, rate, batch, clients, entities });
  const fromMs = Date.now();
  await pause(plan.warmUpMs);
  await takeSamples(page);
  await load.mark();
  context.log(`Measuring for ${plan.measureMs / 1000} s at ${rate} events/s`);
  await pause(plan.measureMs);
  const offered = await load.mark();
  const samples = (await takeSamples(page)).sort((left, right) => left - right);
  context.log(`${samples.length} messages painted; cutting the network for ${plan.cutMs / 1000} s`);
  await page.context().setOffline(true);
  await pause(plan.cutMs);
  await page.context().setOffline(false);
  await untilFollowing(page);
  await load.stop();
  const scored = await untilScored(page);
  return { samples, offered, scored, missed: await settledMissed(page, fromMs) };
}

async function run(context: BenchmarkContext): Promise<BenchmarkResult> {
  const instance = await startInstance();
  try {
    const keyFile = readFileSync(join(instance.stateDir, "local-key.json"), "utf8");
    const { key } = z.object({ key: z.string() }).parse(JSON.parse(keyFile));
    const { browser, page } = await openLive(instance);
    try {
      const { samples, offered, scored, missed } = await measure(context, page, { url: instance.url, key });
      return {
        metrics: {
          p50Ms: quantile(samples, 0.5),
          p95Ms: quantile(samples, 0.95),
          p99Ms: quantile(samples, 0.99),
          missed,
          messages: samples.length,
          acceptedPerSecond: offered.accepted / offered.seconds,
          scored,
        },
        config: { ...plan, rangeMinutes, browser: browser.version() },
      };
    } finally {
      await browser.close();
    }
  } finally {
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "push",
  description: "commit-to-painted at 1,000 events/s in a real browser; nothing missed after 30 s without network",
  run,
};
