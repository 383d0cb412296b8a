import { type APIRequestContext, test as base, type Page } from "@playwright/test";
import type { Role } from "../lib/contracts/permissions.ts";
import { guessingTitle, passwordGuessing } from "../testing/password-guessing.ts";
import { openApi, sendRecords } from "./api.ts";
import { cookieFile, type People, readPeople } from "./people.ts";

interface Fixtures {
  readonly people: People;
  /** A page of somebody signed in with this role, in a browser context of its own. */
  readonly pageOf: (role: Role) => Promise<Page>;
  readonly api: APIRequestContext;
  /** Lets somebody guess passwords at an address of their own; answers the title of the alert to come. */
  readonly guessPasswords: () => Promise<string>;
}

let addresses = Math.floor(Date.now() / 1000) % 65_536;

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters' names.
  people: async ({}, use) => use(readPeople()),
  pageOf: async ({ browser }, use) => {
    const opened: Page[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ storageState: cookieFile(role) });
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
  api: async ({ baseURL }, use) => {
    const api = await openApi(baseURL ?? "");
    await use(api);
    await api.dispose();
  },
  guessPasswords: async ({ api, people }, use) => {
    await use(async () => {
      addresses += 1;
      // Three digits each: one address is never the beginning of another's text.
      const address = `198.18.${100 + (Math.floor(addresses / 100) % 100)}.${100 + (addresses % 100)}`;
      await sendRecords(api, { key: people.key, lines: passwordGuessing(address) });
      return guessingTitle(address);
    });
  },
});
