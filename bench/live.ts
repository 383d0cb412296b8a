import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { CDPSession, Page } from "playwright";
import { z } from "zod";
import { startInstance } from "../scripts/instance.ts";
import { readFrames, watchFrames } from "./browser/frame-times.ts";
import { openLive } from "./browser/open-live.ts";
import { createLoad } from "./load/create-load.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { quantile } from "./support/quantile.ts";
import { slopePerMinute } from "./support/slope.ts";

const plan = { rate: 2000, batch: 100, clients: 4, entities: 5000, warmUpMs: 20_000, heapEveryMs: 5000 };
const slowFrameMs = 50;

/** `--minutes 30`: how long is measured; a minute unless it is said. */
function minutesOf(args: readonly string[]): number {
  const at = args.indexOf("--minutes");
  if (at < 0) return 1;
  const minutes = Number(args[at + 1]);
  if (!(minutes > 0 && minutes <= 24 * 60)) throw new Error("--minutes takes a number of minutes above 0.");
  return minutes;
}

const heapSchema = z.object({ usedSize: z.number() });

/** Live bytes of the page's heap, garbage aside, in MB. */
async function heapMb(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.collectGarbage");
  return heapSchema.parse(await devtools.send("Runtime.getHeapUsage")).usedSize / 1e6;
}

/** Memory is measured apart from frames: collecting garbage to see what is left is itself a slow frame. */
async function measureFrames(context: BenchmarkContext, page: Page, ms: number) {
  context.log(`Frames for ${ms / 1000} s at ${plan.rate} events/s`);
  await watchFrames(page);
  await pause(ms);
  return readFrames(page);
}

async function measureHeap(context: BenchmarkContext, page: Page, ms: number) {
  const devtools = await page.context().newCDPSession(page);
  context.log(`Memory for ${ms / 60_000} minutes`);
  const startMs = performance.now();
  const heap: { readonly ms: number; readonly value: number }[] = [];
  while (performance.now() - startMs < ms) {
    heap.push({ ms: performance.now() - startMs, value: await heapMb(devtools) });
    await pause(plan.heapEveryMs);
  }
  return heap;
}

async function measure(context: BenchmarkContext, page: Page, target: { url: string; key: string }) {
  const { rate, batch, clients, entities } = plan;
  const minutes = minutesOf(context.args);
  const load = await createLoad({ ...target, rate, batch, clients, entities });
  await pause(plan.warmUpMs);
  await load.mark();
  const frames = await measureFrames(context, page, 60_000);
  const offered = await load.mark();
  const heap = await measureHeap(context, page, minutes * 60_000);
  await load.stop();
  const sorted = [...frames.deltas].sort((left, right) => left - right);
  return {
    metrics: {
      frames: sorted.length,
      framesOver50msShare: sorted.filter((ms) => ms > slowFrameMs).length / sorted.length,
      p99FrameMs: quantile(sorted, 0.99),
      longestFrameMs: quantile(sorted, 1),
      longAnimationFrames: frames.longFrames,
      heapSlopeMbPerMinute: slopePerMinute(heap),
      heapAtStartMb: heap[0]?.value ?? Number.NaN,
      heapAtEndMb: heap.at(-1)?.value ?? Number.NaN,
      acceptedPerSecond: offered.accepted / offered.seconds,
    },
    config: { ...plan, minutes },
  };
}

async function run(context: BenchmarkContext): Promise<BenchmarkResult> {
  const instance = await startInstance();
  try {
    const keyFile = readFileSync(join(instance.stateDir, "local-key.json"), "utf8");
    const { key } = z.object({ key: z.string() }).parse(JSON.parse(keyFile));
    const { browser, page } = await openLive(instance);
    try {
      const { metrics, config } = await measure(context, page, { url: instance.url, key });
      return { metrics, config: { ...config, browser: browser.version() } };
    } finally {
      await browser.close();
    }
  } finally {
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "live",
  description: "frames and memory of the Live page at 2,000 events/s in a real browser; -- --minutes 30 for memory",
  run,
};
