import type { Browser, Page } from "playwright";
import { openSignedInBrowser } from "../../scripts/signed-in-browser.ts";

const connectMs = 60_000;

export interface LiveBrowser {
  readonly browser: Browser;
  readonly page: Page;
}

interface OpenOptions {
  readonly url: string;
  /** State folder of a fresh instance, whose first administrator has not signed in yet. */
  readonly stateDir: string;
}

/** Opens the Live page in a real browser, signed in as the first administrator. */
export async function openLive(instance: OpenOptions): Promise<LiveBrowser> {
  const { browser, context } = await openSignedInBrowser(instance);
  const page = await context.newPage();
  await page.goto(`${instance.url}/live`);
  await untilFollowing(page);
  return { browser, page };
}

/** Until the page is connected and follows the stream. */
export async function untilFollowing(page: Page): Promise<void> {
  await page.locator('[data-testid="connection"][data-phase="live"]').waitFor({ timeout: connectMs });
}
