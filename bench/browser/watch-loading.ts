import type { BrowserContext, Page } from "playwright";
import { z } from "zod";
import type { Noted } from "./interactive-from.ts";

/** As text: a function would carry names that the compiler adds for itself, which the page does not know. */
const watchScript = `(() => {
  const moments = { shown: null, busy: [] };
  const isShown = () => document.querySelector("main h1") !== null && document.querySelector("main [data-loading]") === null;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) moments.busy.push([startTime, startTime + duration]);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (isShown()) moments.shown = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.tidelineLoading = { moments, isShown };
})()`;

/** Makes every page of the context note when it was shown (its heading, and nothing that still loads) and when it was busy. */
export async function watchLoading(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: watchScript });
}

const notedSchema = z.object({
  now: z.number(),
  shown: z.number().nullable(),
  busy: z.array(z.tuple([z.number(), z.number()])),
});

export async function readMoments(page: Page): Promise<Noted> {
  return notedSchema.parse(await page.evaluate("({ now: performance.now(), ...tidelineLoading.moments })"));
}

const scriptsSchema = z.array(z.object({ name: z.string(), startMs: z.number(), bytes: z.number() }));
export type LoadedScript = z.infer<typeof scriptsSchema>[number];

const scriptsScript = `performance.getEntriesByType("resource")
  .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
  .map(({ name, startTime, encodedBodySize }) => ({ name, startMs: startTime, bytes: encodedBodySize }))`;

/** The scripts that the page has asked for: when, ms since its navigation began, and their bytes as they came, compressed. */
export async function readScripts(page: Page): Promise<LoadedScript[]> {
  return scriptsSchema.parse(await page.evaluate(scriptsScript));
}

/** Notes, from the next click on, when another page was painted whole. */
const routeScript = `(() => {
  const before = document.querySelector("main h1");
  window.tidelineRoute = new Promise((resolve) => {
    document.addEventListener("click", ({ timeStamp }) => {
      const look = () => {
        if (before.isConnected || !tidelineLoading.isShown()) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        requestAnimationFrame(() => port2.postMessage(null));
      };
      requestAnimationFrame(look);
    }, { once: true, capture: true });
  });
})()`;

/** From the click of `click` until the page it leads to was painted with its data, ms. */
export async function timeRouteChange(page: Page, click: () => Promise<void>): Promise<number> {
  await page.evaluate(routeScript);
  await click();
  return z.number().parse(await page.evaluate("tidelineRoute"));
}
