import { expect } from "@playwright/test";
import { lowerNotifyByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { LivePage } from "./pages/live-page.ts";

test("an attack appears on the Live page without a reload, and its mark opens the alert", async ({
  pageOf,
  guessPasswords,
}) => {
  const page = await pageOf("analyst");
  const live = new LivePage(page);
  // In a minute's range the mark stands by itself: those of other tests are not near enough to share its place.
  await live.open("?minutes=1");
  const title = await guessPasswords();
  await expect(live.needs.getByText(title)).toBeVisible();
  await expect(live.mark(title)).toBeVisible();
  await expect(live.ledger.getByText("Adds up")).toBeVisible();
  await live.mark(title).click();
  await expect(page).toHaveURL(/\/alerts\?alert=\d+/);
  await expect(new AlertsPage(page).detail.getByRole("heading", { name: title })).toBeVisible();
});

test("a paused chart stands still, goes on receiving and says how much", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("viewer");
  const live = new LivePage(page);
  await live.open();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page).toHaveURL(/at=/);
  await guessPasswords();
  await expect(page.getByTestId("paused-new")).toHaveText(/^[1-9]\d* new events?$/);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByTestId("paused-new")).toBeHidden();
});

test("the chart is read by keyboard, and its table has the same numbers", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("viewer");
  const live = new LivePage(page);
  await live.open();
  await guessPasswords();
  await expect(live.slider).toHaveAttribute("aria-valuetext", /scores: highest \d/);
  await page.getByRole("button", { name: "Pause" }).click();
  await live.slider.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  const spoken = (await live.slider.getAttribute("aria-valuetext")) ?? "";
  const [, clock = "", highest = ""] = /^(\S+): .* highest (\S+),/.exec(spoken) ?? [];
  await page.getByText("Table", { exact: true }).click();
  await expect(page).toHaveURL(/view=table/);
  const row = live.chart.getByRole("row").filter({ hasText: clock });
  await expect(row.getByRole("cell").nth(5)).toHaveText(highest);
});

test("an event opens its explanation, and the address brings it back", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("viewer");
  const live = new LivePage(page);
  await live.open();
  await guessPasswords();
  await live.feed
    .getByRole("button", { name: /Failed password|failed/i })
    .first()
    .click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("Why this score")).toBeVisible();
  await expect(drawer.getByText(/sshd\[\d+\]: Failed password/).first()).toBeVisible();
  await page.reload();
  await expect(drawer.getByText("Why this score")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/event=/);
});

test("a range that was dragged over is in the address, which brings the same numbers back", async ({
  pageOf,
  guessPasswords,
}) => {
  const page = await pageOf("viewer");
  const live = new LivePage(page);
  await live.open("?minutes=1&class=3002");
  await guessPasswords();
  await expect(live.slider).toHaveAttribute("aria-valuetext", /scores: highest \d/);
  await live.dragOver(0.2, 0.97);
  await expect(page).toHaveURL(/class=3002.*from=.*to=/);
  await page.getByText("Table", { exact: true }).click();
  await expect(live.chart.getByRole("table")).toBeVisible();
  const shown = await live.numbers();
  await page.reload();
  await expect.poll(() => live.numbers()).toEqual(shown);
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page).not.toHaveURL(/from=/);
});

test("a moved threshold is marked with who, why, and from what to what", async ({ pageOf }) => {
  const page = await pageOf("admin");
  const live = new LivePage(page);
  await live.open("?stream=demo");
  const reason = `For the test at ${Date.now()}`;
  await lowerNotifyByApi(page.request, new URL(page.url()).origin, { stream: "demo", reason });
  await live.move(reason).focus();
  const card = page.getByTestId("threshold-move");
  await expect(card).toContainText(reason);
  await expect(card).toContainText(/notify \d+\.\d → \d+\.\d/);
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
});
