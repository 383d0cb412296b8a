import type { Browser, BrowserContext, Page, Route } from "playwright";

export interface PicturedPage {
  readonly name: string;
  readonly href: string;
  readonly label: string;
  /** The stream that has something to show on it. */
  readonly stream: "main" | "demo";
}

export const pictureStates = ["full", "empty", "loading", "failing", "stale"] as const;
export const pictureThemes = ["light", "dark"] as const;
/** Windows, px: a small laptop, a laptop, a large screen, a telephone. */
export const pictureWindows = [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
  { width: 390, height: 844 },
] as const;
export type PictureState = (typeof pictureStates)[number];
export type PictureTheme = (typeof pictureThemes)[number];

export interface Picture {
  readonly state: PictureState;
  readonly theme: PictureTheme;
  readonly window: (typeof pictureWindows)[number];
  readonly jpeg: Buffer;
}

interface TakeInput {
  readonly browser: Browser;
  /** Cookies of somebody signed in. */
  readonly storage: Awaited<ReturnType<BrowserContext["storageState"]>>;
  readonly url: string;
  readonly page: PicturedPage;
}

const shownMs = 20_000;
/** Charts measure themselves a frame after their window. */
const settleMs = 500;
/** Older than data may be before it is read again, ms; and the pauses in which what failed is tried again. */
const agesMs = 40_000;
const retriesMs = [2000, 3000, 5000] as const;

/** As the server says it when its database is away. */
const unavailable = {
  status: 503,
  contentType: "application/problem+json",
  headers: { "retry-after": "5" },
  body: JSON.stringify({
    type: "about:blank",
    title: "Service unavailable",
    status: 503,
    detail: "The database does not answer. Nothing was lost; this is tried again.",
    code: "unavailable",
    requestId: "0000-picture",
  }),
};

/** Who is signed in is always answered: without it there is no page at all. */
const dataPaths = /\/api\/v1\/(?!session$)/;

async function breakData(context: BrowserContext, state: PictureState): Promise<void> {
  if (state === "failing") await context.route(dataPaths, (route: Route) => route.fulfill(unavailable));
  // A request that is never answered is one that takes long.
  if (state === "loading") await context.route(dataPaths, () => undefined);
}

/** What was read is a while old, is read again, and the server does not answer. */
async function growStale(page: Page): Promise<void> {
  await page.context().route(dataPaths, (route: Route) => route.fulfill(unavailable));
  await page.clock.fastForward(agesMs);
  await page.evaluate(() => {
    window.dispatchEvent(new Event("offline"));
    window.dispatchEvent(new Event("online"));
  });
  for (const ms of retriesMs) {
    await page.waitForTimeout(settleMs);
    await page.clock.fastForward(ms);
  }
}

/** Parts that come after the first load, ms. */
const laterMs = 4000;

/** Until the page has what it will have in this state. */
async function untilShown(page: Page, state: PictureState): Promise<void> {
  await page.locator("#content h1").first().waitFor({ state: "attached", timeout: shownMs });
  const loading = page.locator("#content [data-loading]:not([data-specimen] *)");
  if (state === "loading") return;
  await page.waitForLoadState("networkidle", { timeout: laterMs }).catch(() => undefined);
  // Failed requests are tried three times; what still loads after that is part of the picture.
  await loading
    .first()
    .waitFor({ state: "detached", timeout: shownMs })
    .catch(() => undefined);
}

interface View extends TakeInput {
  readonly state: PictureState;
  readonly theme: PictureTheme;
}

/** One page in one state and theme, in every window. */
async function takeView({ browser, storage, url, page: wanted, state, theme }: View): Promise<readonly Picture[]> {
  const context = await browser.newContext({ storageState: storage, colorScheme: theme, viewport: pictureWindows[1] });
  const pictures: Picture[] = [];
  try {
    await breakData(context, state);
    const page = await context.newPage();
    // The stream main has had no event as long as empty pages are looked at.
    const stream = state === "empty" ? "main" : wanted.stream;
    if (state === "stale") await page.clock.install();
    await page.goto(`${url}${wanted.href}${wanted.href.includes("?") ? "&" : "?"}stream=${stream}`);
    await untilShown(page, state);
    if (state === "stale") await growStale(page);
    for (const window of pictureWindows) {
      await page.setViewportSize(window);
      await page.waitForTimeout(settleMs);
      const jpeg = await page.screenshot({ type: "jpeg", quality: 85, timeout: shownMs });
      pictures.push({ state, theme, window, jpeg });
    }
  } finally {
    await context.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  }
  return pictures;
}

/** One page in some states, in every theme and window; both themes at once, since much of it is waiting. */
export async function takePictures(input: TakeInput, states: readonly PictureState[]): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const state of states) {
    const views = await Promise.all(pictureThemes.map((theme) => takeView({ ...input, state, theme })));
    pictures.push(...views.flat());
  }
  return pictures;
}
