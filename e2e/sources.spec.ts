import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { SourcesPage } from "./pages/sources-page.ts";

/** Sends what the shown command sends, as a shell would read it; answers the status. */
async function runShown(command: string): Promise<number> {
  const [, key = ""] = /Authorization: Bearer (tl_[\w-]+)/.exec(command) ?? [];
  const [, body = ""] = /--data-binary '([^']+)'/.exec(command) ?? [];
  const [, url = ""] = /"(http[^"]+)"/.exec(command) ?? [];
  const response = await fetch(url, { method: "POST", headers: { authorization: `Bearer ${key}` }, body });
  await response.text();
  return response.status;
}

test("a key is made, its command sends, the source appears; revoked, it sends no more", async ({ pageOf }) => {
  const page = await pageOf("admin");
  const sources = new SourcesPage(page);
  await sources.open("?tab=keys");
  const name = `browser test ${Date.now()}`;
  const command = await sources.makeKey(name);
  expect(await runShown(command)).toBe(202);
  await sources.tab("Sources").click();
  await expect(sources.sources.getByRole("button", { name: "first-try" }).first()).toBeVisible();
  await page.goBack();
  await sources.revoke(name);
  await expect.poll(() => runShown(command), { timeout: 2_000 }).toBe(401);
  await expect(sources.keys.getByText(name)).toHaveCount(0);
});

test("who may not manage keys is told why, and still sees sources and ledger", async ({ pageOf }) => {
  const page = await pageOf("viewer");
  const sources = new SourcesPage(page);
  await sources.open("?tab=keys");
  await expect(page.getByText("Keys are an administrator's")).toBeVisible();
  await sources.tab("Ledger").click();
  await expect(page.getByText("Adds up, for each source and minute")).toBeVisible();
  await page.getByRole("slider", { name: "Minute" }).press("ArrowLeft");
  await expect(page).toHaveURL(/minute=/);
});
