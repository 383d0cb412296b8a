import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { z } from "zod";
import { clientHeader } from "../../lib/contracts/session.ts";
import { findOrInstallBrowser } from "../../scripts/browser.ts";

const firstRunSchema = z.object({ email: z.string(), password: z.string() });
const ownPassword = "a password for the benchmark";
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
export async function openLive({ url, stateDir }: OpenOptions): Promise<LiveBrowser> {
  const { email, password } = firstRunSchema.parse(JSON.parse(readFileSync(join(stateDir, "first-run.json"), "utf8")));
  const browser = await chromium.launch({
    executablePath: findOrInstallBrowser(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  const headers = { [clientHeader.name]: clientHeader.value, origin: new URL(url).origin };
  const post = async (path: string, data: unknown) => {
    const response = await context.request.post(`${url}${path}`, { headers, data });
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
  };
  await post("/api/v1/session", { email, password });
  await post("/api/v1/session/password", { currentPassword: password, newPassword: ownPassword });
  const page = await context.newPage();
  await page.goto(`${url}/live`);
  await untilFollowing(page);
  return { browser, page };
}

/** Until the page is connected and follows the stream. */
export async function untilFollowing(page: Page): Promise<void> {
  await page.locator('[data-testid="connection"][data-phase="live"]').waitFor({ timeout: connectMs });
}
