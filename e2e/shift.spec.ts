import { expect, type Page } from "@playwright/test";
import { alertPageSchema } from "../lib/contracts/alert-query.ts";
import { firstSeenMs } from "./first-seen.ts";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { LivePage } from "./pages/live-page.ts";
import { PoliciesPage } from "./pages/policies-page.ts";
import { ResponsesPage } from "./pages/responses-page.ts";
import { takePicture } from "./take-picture.ts";

const demo = "stream=demo";
const guessingAlert = /^Password guessing from (\S+)$/;

/** Begins a demonstration attack by the badge in the top bar. */
async function beginGuessing(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Generated traffic" }).click();
  await page.getByRole("menuitem", { name: /^Password guessing/ }).click();
  await expect(page.getByText("The attack begins.")).toBeVisible();
}

/** The addresses that guess passwords, by the alerts listed now. */
async function guessers(alerts: AlertsPage): Promise<string[]> {
  const titles = await alerts.table.getByRole("button", { name: guessingAlert }).allTextContents();
  return titles.flatMap((title) => guessingAlert.exec(title.trim())?.[1] ?? []);
}

/** Begins an attack and waits, with nothing reloaded, until the alert it leads to is listed; answers who attacks. */
async function attackAppears(alerts: AlertsPage): Promise<string> {
  const before = new Set(await guessers(alerts));
  await beginGuessing(alerts.page);
  const fresh = async () => {
    if (await alerts.newBadge.isVisible()) await alerts.newBadge.click();
    return (await guessers(alerts)).find((address) => !before.has(address)) ?? "";
  };
  await expect.poll(fresh, { timeout: 60_000 }).not.toBe("");
  return fresh();
}

const quietMs = 6000;

/** Narrows the chart to the attacker, and waits until it draws nothing of them any more for some seconds. */
async function seenToStop(live: LivePage, address: string): Promise<void> {
  // Asked for by the page: a browser asks again where a connection that had been idle was closed just then.
  const answer = await live.page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/v1/alerts?${demo}&q=${address}`,
  );
  const { items } = alertPageSchema.parse(answer);
  const id = items.flatMap(({ entities }) => entities).find(({ name }) => name === address)?.id ?? "";
  await live.open(`?${demo}&minutes=5&view=table&entity=${id}`);
  const newest = live.chart.getByRole("row").nth(1).getByRole("cell").first();
  const sinceMs = async () => Date.now() - Date.parse(`${new Date().toDateString()} ${await newest.textContent()}`);
  await expect.poll(sinceMs, { timeout: 30_000 }).toBeGreaterThan(quietMs);
  await live.open(`?${demo}&minutes=5&entity=${id}`);
}

test("a shift: an attack is seen, judged, answered, seen to stop, and the answer ends; and a threshold moves", async ({
  pageOf,
}) => {
  const alerts = new AlertsPage(await pageOf("analyst"));
  const live = new LivePage(await pageOf("viewer"));
  const responses = new ResponsesPage(await pageOf("responder"));
  const admin = await pageOf("admin");

  await test.step("an administrator gives the playbook a lease of a minute", async () => {
    const playbooks = new ResponsesPage(admin);
    await playbooks.open(`?${demo}&tab=playbooks`);
    await playbooks.changeLease("Block a guessing address", "1 min", "A short lease for a first look.");
  });

  await Promise.all([
    alerts.open(`?${demo}&status=new,in_progress`),
    live.open(`?${demo}&minutes=1`),
    responses.open(`?${demo}`),
  ]);

  const first = await test.step("an attack begins and its alert appears", () => attackAppears(alerts));
  await takePicture(live.page, "1-attack-on-live");

  await test.step("an analyst acknowledges it by key, and says what it was", async () => {
    const title = `Password guessing from ${first}`;
    await alerts.openAlert(title);
    await alerts.page.keyboard.press("a");
    await expect(alerts.row(title)).toContainText("In progress");
    await takePicture(alerts.page, "2-alert-acknowledged");
    await alerts.page.keyboard.press("e");
    await alerts.decide("1", "Guessing from outside, many accounts.");
    await expect(alerts.detail.getByText("True positive").first()).toBeVisible();
  });

  await test.step("a responder approves the block, and the attack stops", async () => {
    await responses.openResponse(`Block address ${first}`);
    await takePicture(responses.page, "3-response-proposed");
    await responses.page.keyboard.press("a");
    await expect(responses.dialog).toContainText(first);
    await responses.page.keyboard.press("Enter");
    await expect(responses.panel.getByText("Active", { exact: true })).toBeVisible();
    await takePicture(responses.page, "4-response-active");
    await seenToStop(live, first);
    await takePicture(live.page, "5-attack-stopped");
  });

  const second = await test.step("another attack begins", () => attackAppears(alerts));
  await test.step("the responder overrides: another lease, with a reason", async () => {
    await responses.show("Pending");
    await responses.openResponse(`Block address ${second}`);
    await responses.page.keyboard.press("o");
    await responses.overrideWith(`Block address ${second}`, "1 min", "Only while we look.");
    await takePicture(responses.page, "6-response-overridden");
    await seenToStop(live, second);
  });

  await test.step("notify is lowered, and another browser sees the step and the reason within a second", async () => {
    await live.open(`?${demo}&minutes=5`);
    const policies = new PoliciesPage(admin);
    await policies.open(`?${demo}`);
    await policies.edit();
    const score = admin.getByRole("textbox", { name: "notify: score" });
    await score.fill("90");
    await score.press("Enter");
    await policies.saved();
    const reason = "Closer watch tonight.";
    const seen = firstSeenMs(live.page, reason);
    await policies.publish(reason);
    const publishedMs = Date.now();
    expect((await seen) - publishedMs).toBeLessThanOrEqual(1000);
    await takePicture(live.page, "7-threshold-moved");
  });

  await test.step("both leases end by themselves, and both undos are read back", async () => {
    await responses.page.keyboard.press("Escape");
    await responses.show("History");
    for (const address of [first, second]) {
      const row = responses.row(`Block address ${address}`).filter({ hasText: "Undone and verified" });
      await expect(async () => {
        if (await responses.newBadge.isVisible()) await responses.newBadge.click({ timeout: 500 });
        await expect(row).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 120_000 });
    }
    await takePicture(responses.page, "8-undone-and-verified");
  });
});
