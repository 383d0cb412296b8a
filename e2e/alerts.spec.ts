import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";

test("an alert arrives without a reload and without moving what is read", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  const first = await guessPasswords();
  await alerts.open();
  await alerts.find(first);
  // Not the whole row: its times go on.
  const top = alerts.table.getByRole("row").nth(1).getByRole("button");
  const topBefore = await top.textContent();
  const second = await guessPasswords();
  await expect(alerts.newBadge).toHaveText("1 new");
  await expect(alerts.row(second)).toBeHidden();
  expect(await top.textContent()).toBe(topBefore);
  await alerts.newBadge.click();
  await expect(alerts.row(second)).toBeVisible();
});

test("an acknowledgement is seen at once in another browser", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const mine = new AlertsPage(await pageOf("analyst"));
  const theirs = new AlertsPage(await pageOf("responder"));
  await mine.open();
  await theirs.open();
  const theirRow = await theirs.find(title);
  await expect(theirRow).toContainText("New");
  await mine.openAlert(title);
  await mine.detail.getByRole("button", { name: /Acknowledge/ }).click();
  await expect(theirRow).toContainText("In progress");
  await expect(mine.detail.getByText(/^acknowledged by/)).toBeVisible();
});

test("triage by keyboard: find, open, acknowledge, resolve with a reason", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  await alerts.open();
  await alerts.find(title);
  await page.keyboard.press("/");
  await page.keyboard.insertText(title);
  await expect(page).toHaveURL(/q=/);
  await expect(alerts.table.getByRole("row")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(alerts.detail.getByRole("heading", { name: title })).toBeVisible();
  await page.keyboard.press("a");
  await expect(alerts.row(title)).toContainText("In progress");

  await page.keyboard.press("e");
  await expect(alerts.dialog).toBeVisible();
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await expect(alerts.dialog.getByText("Say why, in a few words.")).toBeVisible();
  await alerts.dialog.getByRole("textbox").focus();
  await page.keyboard.insertText("a scanner of ours");
  await page.keyboard.press("Enter");
  // Saved: until then the dialog stays, and Escape would be for it.
  await expect(alerts.dialog).toHaveCount(0);
  await expect(alerts.row(title)).toContainText("False positive");
  await expect(alerts.detail.getByText("a scanner of ours").first()).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(alerts.detail).toBeHidden();
  await page.keyboard.press("?");
  await expect(alerts.dialog.getByText("Resolve with a verdict")).toBeVisible();
});

test("whoever decides on an old view is told, and sees the new one", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  await page.route("**/api/v1/alerts/*", async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    // As if this page had read the alert before somebody else's change.
    const body = { ...route.request().postDataJSON(), revision: 0 };
    return route.continue({ postData: JSON.stringify(body) });
  });
  await alerts.open();
  await alerts.openAlert(title);
  await page.keyboard.press("a");
  await expect(page.getByText("Changed meanwhile")).toBeVisible();
  await expect(alerts.row(title)).toContainText("New");
});

test("a viewer reads but cannot change", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("viewer");
  const alerts = new AlertsPage(page);
  await alerts.open();
  await alerts.openAlert(title);
  await expect(alerts.detail.getByText("Your role may read alerts, not change them.")).toBeVisible();
  await expect(alerts.detail.getByRole("button", { name: /Acknowledge|Resolve/ })).toHaveCount(0);
  await page.keyboard.press("a");
  await page.keyboard.press("e");
  await expect(alerts.dialog).toHaveCount(0);
  await expect(alerts.row(title)).toContainText("New");
  const id = new URL(page.url()).searchParams.get("alert");
  const status = await page.evaluate(async (alertId) => {
    const headers = { "content-type": "application/json", "x-tideline-client": "web" };
    const body = JSON.stringify({ status: "in_progress" });
    return (await fetch(`/api/v1/alerts/${alertId}`, { method: "PATCH", headers, body })).status;
  }, id);
  expect(status).toBe(403);
});

test("an address shows the same view to whoever opens it", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  await alerts.open("?status=new&sort=lastSeen");
  await alerts.openAlert(title);
  const address = page.url();
  const other = new AlertsPage(await pageOf("viewer"));
  await other.page.goto(address);
  await expect(other.detail.getByRole("heading", { name: title })).toBeVisible();
  await expect(other.page.getByRole("button", { name: /New$/, pressed: true })).toBeVisible();
  await expect(other.page.getByRole("button", { name: "Sort: Last seen" })).toBeVisible();
  expect(other.page.url()).toBe(address);
});
