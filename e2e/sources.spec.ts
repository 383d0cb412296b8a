import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { SourcesPage } from "./pages/sources-page.ts";

const run = promisify(execFile);
/** What `curl -f` ends with after a refusal. */
const refused = 22;

/** Runs the command as somebody would who copied it; answers its exit code. */
async function runShown(command: string): Promise<number> {
  return run("bash", ["-o", "pipefail", "-c", command]).then(
    () => 0,
    (error: unknown) => (error instanceof Error && "code" in error ? Number(error.code) : -1),
  );
}

test("a key is made, its command sends, the source appears; revoked, it sends no more", async ({ pageOf }) => {
  const page = await pageOf("admin");
  const sources = new SourcesPage(page);
  await sources.open("?tab=keys");
  const name = `browser test ${Date.now()}`;
  const command = await sources.makeKey(name);
  expect(await runShown(command)).toBe(0);
  await sources.tab("Sources").click();
  await expect(sources.sources.getByRole("button", { name: "first-line" }).first()).toBeVisible();
  await page.goBack();
  await sources.revoke(name);
  await expect.poll(() => runShown(command), { timeout: 2_000 }).toBe(refused);
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
