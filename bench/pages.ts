import { setTimeout as pause } from "node:timers/promises";
import type { BrowserContext, Page } from "playwright";
import { pageTable } from "../components/layout/page-table.ts";
import { startInstance } from "../scripts/instance.ts";
import { openSignedInBrowser } from "../scripts/signed-in-browser.ts";
import { interactiveFrom } from "./browser/interactive-from.ts";
import { type LoadedScript, readMoments, readScripts, timeRouteChange, watchLoading } from "./browser/watch-loading.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { quantile } from "./support/quantile.ts";

const plan = {
  stream: "demo",
  fillSeconds: 45,
  loads: 3,
  rounds: 5,
  calmMs: 500,
  mostBlockedMs: 50,
  longestMs: 20_000,
  restMs: 500,
  /** By then everything is there that a page fetches for later. */
  aheadMs: 5000,
} as const;

interface MeasuredPage {
  readonly name: string;
  readonly href: string;
  /** In the rail; null: only its first load is measured. */
  readonly label: string | null;
  readonly charts: boolean;
  readonly signedIn: boolean;
}

const pages: readonly MeasuredPage[] = [
  ...pageTable.map(({ name, href, label, charts }) => ({ name, href, label, charts, signedIn: true })),
  { name: "welcome", href: "/welcome", label: null, charts: false, signedIn: true },
  { name: "sign-in", href: "/sign-in", label: null, charts: false, signedIn: false },
];

interface Load {
  readonly shownMs: number;
  readonly interactiveMs: number;
  /** Compressed script that the page asked for until it was interactive. */
  readonly scriptBytes: number;
  /** And what it fetched ahead afterwards. */
  readonly aheadBytes: number;
}

/** Waits until the page is shown and answers. */
async function untilInteractive(page: Page): Promise<Pick<Load, "shownMs" | "interactiveMs">> {
  const deadline = performance.now() + plan.longestMs;
  for (;;) {
    const noted = await readMoments(page);
    const interactiveMs = interactiveFrom(noted, plan);
    if (noted.shown !== null && interactiveMs !== null) return { shownMs: noted.shown, interactiveMs };
    if (performance.now() > deadline) {
      const state = noted.shown === null ? "was never shown" : `was never calm: ${JSON.stringify(noted)}`;
      throw new Error(`${page.url()} ${state} within ${plan.longestMs / 1000} s`);
    }
    await pause(100);
  }
}

const addressOf = (url: string, { href, signedIn }: MeasuredPage) =>
  signedIn ? `${url}${href}?stream=${plan.stream}` : `${url}${href}`;
const bytesOf = (scripts: readonly LoadedScript[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0);

/** Loads a page into a browser that has nothing of it yet, and looks at what it fetches ahead within `waitMs` after that. */
async function loadCold(context: BrowserContext, address: string, waitMs: number): Promise<Load> {
  const page = await context.newPage();
  await page.goto(address);
  const moments = await untilInteractive(page);
  await pause(waitMs);
  const scripts = await readScripts(page);
  const first = scripts.filter(({ startMs }) => startMs <= moments.interactiveMs);
  return { ...moments, scriptBytes: bytesOf(first), aheadBytes: bytesOf(scripts) - bytesOf(first) };
}

interface Measured {
  readonly page: MeasuredPage;
  readonly loads: readonly Load[];
  readonly changes: number[];
}

/** Goes round the pages of the rail by clicks, after everything was fetched ahead. */
async function measureChanges(context: BrowserContext, url: string, measured: readonly Measured[]): Promise<void> {
  const inRail = measured.filter(({ page }) => page.label !== null);
  const [first] = inRail;
  if (first === undefined || inRail.length < 2) return;
  const page = await context.newPage();
  await page.goto(addressOf(url, first.page));
  await untilInteractive(page);
  await pause(plan.aheadMs);
  for (let round = 0; round < plan.rounds; round++) {
    for (const { page: next, changes } of [...inRail.slice(1), first]) {
      const link = page.getByRole("navigation").getByRole("link", { name: next.label ?? "", exact: true });
      changes.push(await timeRouteChange(page, () => link.click()));
      await pause(plan.restMs);
    }
  }
}

const medianOf = (values: readonly number[]) =>
  quantile(
    [...values].sort((left, right) => left - right),
    0.5,
  );
const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;

function figuresOf({ page, loads, changes }: Measured) {
  return {
    name: page.name,
    charts: page.charts,
    firstLoadScriptKb: kilobytes(Math.max(...loads.map(({ scriptBytes }) => scriptBytes))),
    fetchedAheadScriptKb: kilobytes(Math.max(...loads.map(({ aheadBytes }) => aheadBytes))),
    shownMs: Math.round(medianOf(loads.map(({ shownMs }) => shownMs))),
    interactiveMs: Math.round(medianOf(loads.map(({ interactiveMs }) => interactiveMs))),
    interactiveWorstMs: Math.round(Math.max(...loads.map(({ interactiveMs }) => interactiveMs))),
    ...(changes.length === 0
      ? {}
      : {
          routeChangeFirstMs: Math.round(changes[0] ?? 0),
          routeChangeMedianMs: Math.round(medianOf(changes)),
          routeChangeWorstMs: Math.round(Math.max(...changes)),
        }),
  };
}

async function run(context: BenchmarkContext): Promise<BenchmarkResult> {
  const instance = await startInstance({ demo: true });
  try {
    const { browser, context: signedIn } = await openSignedInBrowser(instance);
    try {
      context.log(`Waiting ${plan.fillSeconds} s for generated traffic`);
      await pause(plan.fillSeconds * 1000);
      const storageState = await signedIn.storageState();
      const open = async (withSession: boolean) => {
        const viewport = { width: 1440, height: 900 };
        const fresh = await browser.newContext({ viewport, ...(withSession ? { storageState } : {}) });
        await watchLoading(fresh);
        return fresh;
      };
      const measured: Measured[] = [];
      for (const page of pages) {
        const loads: Load[] = [];
        for (let load = 0; load < plan.loads; load++) {
          const fresh = await open(page.signedIn);
          loads.push(await loadCold(fresh, addressOf(instance.url, page), load === 0 ? plan.aheadMs : 0));
          await fresh.close();
        }
        measured.push({ page, loads, changes: [] });
        context.log(`${page.name} loaded ${plan.loads} times`);
      }
      await measureChanges(await open(true), instance.url, measured);
      return { metrics: { pages: measured.map(figuresOf) }, config: { ...plan, browser: browser.version() } };
    } finally {
      await browser.close();
    }
  } finally {
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "pages",
  description: "script of the first load, time until interactive, and changes between pages, in a real browser",
  run,
};
