import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright";
import { z } from "zod";
import { clientHeader } from "../lib/contracts/session.ts";
import { findOrInstallBrowser } from "./browser.ts";

const firstRunSchema = z.object({ email: z.string(), password: z.string() });
const ownPassword = "a password for this run alone";

interface OpenOptions {
  readonly url: string;
  /** State folder of a fresh instance, whose first administrator has not signed in yet. */
  readonly stateDir: string;
}

export interface SignedInBrowser {
  readonly browser: Browser;
  /** A window of 1280 x 800, signed in. */
  readonly context: BrowserContext;
}

/** Opens a real browser, signed in as the first administrator. */
export async function openSignedInBrowser({ url, stateDir }: OpenOptions): Promise<SignedInBrowser> {
  const { email, password } = firstRunSchema.parse(JSON.parse(readFileSync(join(stateDir, "first-run.json"), "utf8")));
  const browser = await chromium.launch({
    executablePath: findOrInstallBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  const headers = { [clientHeader.name]: clientHeader.value, origin: new URL(url).origin };
  const post = async (path: string, data: unknown) => {
    const response = await context.request.post(`${url}${path}`, { headers, data });
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
  };
  await post("/api/v1/session", { email, password });
  await post("/api/v1/session/password", { currentPassword: password, newPassword: ownPassword });
  return { browser, context };
}
