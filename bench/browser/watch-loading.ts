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
    __moments?: { shown: number | null; busy: [from: number, to: number][] };
    /** Whether the page has its heading and nothing in it is still loading. */
    __isShown?: () => boolean;
  }
}

/** Makes every page of the context note when it was shown and when its main thread was last busy. */
export async function watchLoading(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const moments: { shown: number | null; busy: [number, number][] } = { shown: null, busy: [] };
    window.__moments = moments;
    window.__isShown = () =>
      document.querySelector("#content h1") !== null && document.querySelector("#content [data-loading]") === null;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) moments.busy.push([startTime, startTime + duration]);
    }).observe({ type: "longtask", buffered: true });
    const look = () => {
      if (window.__isShown?.() !== true) requestAnimationFrame(look);
      else moments.shown = performance.now();
    };
    requestAnimationFrame(look);
  });
}

interface Noted {
  readonly now: number;
  readonly shown: number | null;
  readonly busy: readonly (readonly [from: number, to: number])[];
}

/** When the first quiet stretch of this length began at or after the page was shown; null while there was none yet. */
export function interactiveFrom({ now, shown, busy }: Noted, quietMs: number): number | null {
  if (shown === null) return null;
  let quietFrom = shown;
  for (const [from, to] of busy) {
    if (from >= quietFrom + quietMs) break;
    quietFrom = Math.max(quietFrom, to);
  }
  return now >= quietFrom + quietMs ? quietFrom : null;
}
