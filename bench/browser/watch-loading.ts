import type { BrowserContext } from "playwright";

/** What the page noted about itself, ms since its navigation began. */
export interface PageMoments {
  /** Its heading and its data were there. */
  readonly shownMs: number;
  /** From then on nothing kept the main thread for 50 ms or longer, for half a second. */
  readonly interactiveMs: number;
}

declare global {
  interface Window {
    __moments?: { shown: number | null; lastBusy: number };
    /** Whether the page has its heading and nothing in it is still loading. */
    __isShown?: () => boolean;
  }
}

/** Makes every page of the context note when it was shown and when its main thread was last busy. */
export async function watchLoading(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const moments: { shown: number | null; lastBusy: number } = { shown: null, lastBusy: 0 };
    window.__moments = moments;
    window.__isShown = () =>
      document.querySelector("#content h1") !== null && document.querySelector("#content [data-loading]") === null;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) moments.lastBusy = startTime + duration;
    }).observe({ type: "longtask", buffered: true });
    const look = () => {
      if (window.__isShown?.() !== true) requestAnimationFrame(look);
      else moments.shown = performance.now();
    };
    requestAnimationFrame(look);
  });
}
