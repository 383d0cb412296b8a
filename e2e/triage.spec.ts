import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";

const guessing = `?q=${encodeURIComponent("Password guessing from")}`;

/** Two alerts listed one below the other, the newer one first. */
async function listTwo(page: Page, guessPasswords: () => Promise<string>) {
  const alerts = new AlertsPage(page);
  const older = await guessPasswords();
  await alerts.open(guessing);
  await alerts.find(older);
  const newer = await guessPasswords();
  await alerts.find(newer);
  return { alerts, older, newer };
}

/** How many changes of alerts a page has asked for. */
function countChanges(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "PATCH" && request.url().includes("/api/v1/alerts/")) count += 1;
  });
  return () => count;
}

test("j, a without a pause acknowledges the row that is shown", async ({ pageOf, guessPasswords }) => {
  const { alerts, older, newer } = await listTwo(await pageOf("analyst"), guessPasswords);
  await alerts.openAlert(newer);
  await alerts.pressAtOnce("j", "a");
  await expect(alerts.detail.getByRole("heading", { name: older })).toBeVisible();
  await expect(alerts.row(older)).toContainText("In progress");
  await expect(alerts.row(newer)).toContainText("New");
  await expect(alerts.row(newer)).not.toContainText("In progress");
});

test("j, k, j without a pause moves one row; Escape, j leaves the panel closed", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("viewer");
  const { alerts, older, newer } = await listTwo(page, guessPasswords);
  await alerts.openAlert(newer);
  await alerts.pressAtOnce("j", "k", "j");
  await expect(alerts.detail.getByRole("heading", { name: older })).toBeVisible();
  await alerts.pressAtOnce("k");
  await expect(alerts.detail.getByRole("heading", { name: newer })).toBeVisible();
  await alerts.pressAtOnce("Escape", "j");
  await expect(alerts.detail).toBeHidden();
  await expect(page).not.toHaveURL(/alert=/);
  await expect(alerts.row(older)).toHaveAttribute("aria-current", "true");
});

test("keys do not act on a row that a filter has taken away", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const changes = countChanges(page);
  const alerts = new AlertsPage(page);
  await alerts.open(`?q=${encodeURIComponent(title)}`);
  await alerts.find(title);
  await page.keyboard.press("j");
  await expect(alerts.row(title)).toHaveAttribute("aria-current", "true");
  const resolved = page.getByRole("button", { name: /Resolved$/ });
  await resolved.click();
  await expect(page.getByText("No alert matches these filters")).toBeVisible();
  await page.keyboard.press("a");
  await page.keyboard.press("e");
  await expect(alerts.dialog).toHaveCount(0);
  await resolved.click();
  await expect(alerts.row(title)).toContainText("New");
  await expect(alerts.row(title)).not.toHaveAttribute("aria-current", "true");
  expect(changes()).toBe(0);
});

test("a verdict is given on what was seen: a colleague's meanwhile is shown first", async ({
  pageOf,
  guessPasswords,
}) => {
  const title = await guessPasswords();
  const mine = new AlertsPage(await pageOf("analyst"));
  const theirs = new AlertsPage(await pageOf("responder"));
  await mine.open();
  await theirs.open();
  await mine.openAlert(title);
  await theirs.openAlert(title);
  await mine.page.keyboard.press("e");
  await expect(mine.dialog.getByRole("heading", { name: title })).toBeVisible();

  await theirs.page.keyboard.press("e");
  await theirs.decide("3", "a drill");
  await expect(theirs.dialog).toHaveCount(0);
  await expect(mine.dialog.getByText("Changed meanwhile: it is resolved as benign now.")).toBeVisible();

  await mine.decide("2", "a scanner of ours");
  await expect(mine.dialog.getByRole("alert")).toContainText("Somebody else changed this alert first");
  await expect(theirs.row(title)).toContainText("Benign");
  await expect(mine.dialog.getByRole("textbox")).toHaveValue("a scanner of ours");

  await mine.dialog.getByRole("button", { name: "Resolve" }).click();
  await expect(mine.dialog).toHaveCount(0);
  await expect(theirs.row(title)).toContainText("False positive");
});

test("a reason is not lost when saving fails, nor by a click beside the dialog", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  const away = "**/api/v1/alerts/*";
  await page.route(away, (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await alerts.open();
  await alerts.openAlert(title);
  await page.keyboard.press("e");
  await alerts.decide("1", "a real attempt");
  await expect(alerts.dialog.getByRole("alert")).toContainText("Tideline does not answer");
  await page.mouse.click(8, 700);
  await expect(alerts.dialog.getByRole("textbox")).toHaveValue("a real attempt");
  await expect(alerts.row(title)).toContainText("New");

  await page.unroute(away);
  await alerts.dialog.getByRole("button", { name: "Resolve" }).click();
  await expect(alerts.dialog).toHaveCount(0);
  await expect(alerts.row(title)).toContainText("True positive");
});

test("a double click is one change", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const changes = countChanges(page);
  const alerts = new AlertsPage(page);
  await alerts.open();
  await alerts.openAlert(title);
  await alerts.detail.getByRole("button", { name: /Acknowledge/ }).dblclick();
  await expect(alerts.detail.getByText(/^acknowledged/)).toBeVisible();
  await expect(alerts.dialog).toHaveCount(0);
  await expect(page.getByText("Changed meanwhile")).toHaveCount(0);
  expect(changes()).toBe(1);
});

test("a note that is begun waits while other alerts are looked at", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("analyst");
  const { alerts, older, newer } = await listTwo(page, guessPasswords);
  await alerts.openAlert(newer);
  const note = alerts.detail.getByRole("textbox", { name: "Add note" });
  await page.keyboard.press("n");
  await expect(note).toBeFocused();
  await page.keyboard.insertText("asked the owner");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await expect(alerts.detail.getByRole("heading", { name: older })).toBeVisible();
  await expect(note).toHaveValue("");
  await page.keyboard.press("k");
  await expect(alerts.detail.getByRole("heading", { name: newer })).toBeVisible();
  await expect(note).toHaveValue("asked the owner");
  await note.press("Enter");
  await expect(alerts.detail.getByText("noted: “asked the owner”")).toBeVisible();
  await expect(note).toHaveValue("");
});
