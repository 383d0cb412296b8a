import { setTimeout as pause } from "node:timers/promises";
import type { BrowserContext, Page } from "playwright";
import { type PageEntry, pageTable } from "../components/layout/page-table.ts";
import { startInstance } from "../scripts/instance.ts";
import { openSignedInBrowser } from "../scripts/signed-in-browser.ts";
import { interactiveFrom, type PageMoments, watchLoading } from "./browser/watch-loading.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { quantile } from "./support/quantile.ts";

const plan = { stream: "demo", fillSeconds: 45, loads: 3, rounds: 5, quietMs: 500, longestMs: 20_000 } as const;

interface Load extends PageMoments {
  /** Script as it came over the wire until the page was interactive. */
  readonly scriptBytes: number;
  /** Script fetched ahead for the other pages, afterwards. */
  readonly aheadBytes: number;
}

/** Bytes of script that a page transfers, counted by the browser. */
async function countScript(page: Page): Promise<{ readonly soFar: () => number }> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  return { soFar: () => bytes };
}

/** Waits until the page is shown and then quiet. */
async function untilInteractive(page: Page): Promise<PageMoments> {
  const deadline = performance.now() + plan.longestMs;
  for (;;) {
    const noted = await page.evaluate(() => {
      const { shown, busy } = window.__moments ?? { shown: null, busy: [] };
      return { now: performance.now(), shown, busy };
    });
    const interactiveMs = interactiveFrom(noted, plan.quietMs);
    if (noted.shown !== null && interactiveMs !== null) return { shownMs: noted.shown, interactiveMs };
    if (performance.now() > deadline) {
      const state = noted.shown === null ? "was never shown" : "was never quiet";
      throw new Error(`${page.url()} ${state} within ${plan.longestMs / 1000} s`);
    }
    await pause(100);
  }
}

const addressOf = (url: string, href: string) => `${url}${href}?stream=${plan.stream}`;

/** Loads a page into a browser that has nothing of it yet. */
async function loadCold(context: BrowserContext, address: string): Promise<Load> {
  const page = await context.newPage();
  try {
    const script = await countScript(page);
    await page.goto(address);
    const moments = await untilInteractive(page);
    const scriptBytes = script.soFar();
    await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => undefined);
    return { ...moments, scriptBytes, aheadBytes: script.soFar() - scriptBytes };
  } finally {
    await page.close();
  }
}

/** From the click on the rail until the page's content was painted, ms. */
async function changeRoute(page: Page, { label, href }: PageEntry): Promise<number> {
  await page.evaluate(() => {
    const before = document.querySelector("#content h1");
    const painted = new Promise<number>((resolve) => {
      document.addEventListener(
        "click",
        ({ timeStamp }) => {
          const look = () => {
            if (before?.isConnected === true || window.__isShown?.() !== true) {
              requestAnimationFrame(look);
              return;
            }
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - timeStamp);
            requestAnimationFrame(() => port2.postMessage(null));
          };
          requestAnimationFrame(look);
        },
        { once: true, capture: true },
      );
    });
    Object.assign(window, { __painted: painted });
  });
  await page.getByRole("navigation").getByRole("link", { name: label, exact: true }).click();
  await page.waitForURL((url) => url.pathname.startsWith(href));
  return page.evaluate<number>("window.__painted");
}

interface Measured {
  readonly entry: PageEntry;
  readonly loads: readonly Load[];
  readonly changes: number[];
}

async function measureChanges(context: BrowserContext, url: string, pages: readonly Measured[]): Promise<void> {
  const [first] = pages;
  if (first === undefined || pages.length < 2) return;
  const page = await context.newPage();
  await page.goto(addressOf(url, first.entry.href));
  await untilInteractive(page);
  for (let round = 0; round < plan.rounds; round++) {
    for (const { entry, changes } of [...pages.slice(1), first]) {
      changes.push(await changeRoute(page, entry));
      await pause(plan.quietMs);
    }
  }
}

const medianOf = (values: readonly number[]) =>
  quantile(
    [...values].sort((left, right) => left - right),
    0.5,
  );
const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;

function figuresOf({ entry, loads, changes }: Measured) {
  return {
    name: entry.name,
    firstLoadScriptKb: kilobytes(Math.max(...loads.map(({ scriptBytes }) => scriptBytes))),
    fetchedAheadScriptKb: kilobytes(Math.max(...loads.map(({ aheadBytes }) => aheadBytes))),
    shownMs: Math.round(medianOf(loads.map(({ shownMs }) => shownMs))),
    interactiveMs: Math.round(medianOf(loads.map(({ interactiveMs }) => interactiveMs))),
    routeChangeFirstMs: Math.round(changes[0] ?? 0),
    routeChangeMedianMs: Math.round(medianOf(changes)),
    routeChangeWorstMs: Math.round(Math.max(...changes)),
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
      const open = async () => {
        const fresh = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
        await watchLoading(fresh);
        return fresh;
      };
      const measured: Measured[] = [];
      for (const entry of pageTable) {
        const loads: Load[] = [];
        for (let load = 0; load < plan.loads; load++) {
          const fresh = await open();
          loads.push(await loadCold(fresh, addressOf(instance.url, entry.href)));
          await fresh.close();
        }
        measured.push({ entry, loads, changes: [] });
        context.log(`${entry.name} loaded ${plan.loads} times`);
      }
      await measureChanges(await open(), instance.url, measured);
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
