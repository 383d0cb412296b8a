import type { Page } from "@playwright/test";

/** When the page first shows this text, in ms since 1970: looked for at every frame, and timed there, not when told. */
export async function firstSeenMs(page: Page, text: string): Promise<number> {
  const seen = await page.waitForFunction(
    (wanted) => (document.body.innerText.includes(wanted) ? Date.now() : null),
    text,
    { polling: "raf" },
  );
  return (await seen.jsonValue()) ?? Number.NaN;
}
