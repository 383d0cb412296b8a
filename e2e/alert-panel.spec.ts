import { expect } from "@playwright/test";
import { sendRecords } from "./api.ts";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";

test("an alert that does not exist says so and can be closed", async ({ pageOf }) => {
  const page = await pageOf("viewer");
  const alerts = new AlertsPage(page);
  await alerts.open("?alert=99999999");
  await expect(alerts.detail.getByText(/^There is no such alert/)).toBeVisible();
  await expect(alerts.detail.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await alerts.detail.getByRole("button", { name: "Close" }).click();
  await expect(alerts.detail).toBeHidden();
  await expect(page).not.toHaveURL(/alert=/);
});

test("a title of one endless word is broken within the panel", async ({ pageOf, api, people }) => {
  const word = `rule ${"x".repeat(300)}${Date.now()}`;
  const record = {
    timestamp: new Date().toISOString(),
    flow_id: Date.now(),
    event_type: "alert",
    src_ip: "198.18.9.9",
  };
  const finding = {
    alert: { signature: word, signature_id: 1, severity: 1, action: "allowed" },
    dest_ip: "198.18.9.8",
  };
  await sendRecords(api, { key: people.key, lines: [JSON.stringify({ ...record, ...finding })] });
  const alerts = new AlertsPage(await pageOf("viewer"));
  await alerts.open();
  await alerts.openAlert(word.slice(0, 100));
  const heading = alerts.detail.getByRole("heading", { level: 2 });
  await expect(heading).toContainText("xxxxx");
  expect(await heading.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
});

test("an alert of the other stream leads there, and nothing is decided here", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  await alerts.open();
  await alerts.openAlert(title);
  const id = new URL(page.url()).searchParams.get("alert");
  await alerts.open(`?stream=demo&alert=${id}`);
  await expect(alerts.detail.getByText("This alert is in main.")).toBeVisible();
  await expect(alerts.detail.getByRole("button", { name: /Acknowledge|Resolve/ })).toHaveCount(0);
  await page.keyboard.press("e");
  await expect(alerts.dialog).toHaveCount(0);
  await alerts.detail.getByRole("link", { name: "Show it in main" }).click();
  await expect(alerts.detail.getByRole("heading", { name: title })).toBeVisible();
  await expect(page).not.toHaveURL(/stream=demo/);
});

test("the focus goes back to the row, and to the event, that was open", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const page = await pageOf("viewer");
  const alerts = new AlertsPage(page);
  await alerts.open();
  await alerts.openAlert(title);
  const event = alerts.detail.getByRole("button", { name: /failed/i }).first();
  await event.click();
  await expect(alerts.dialog.getByText("Why this score")).toBeVisible();
  await expect(alerts.dialog.getByText(/^score \d+\.\d \(margin [+−]\d/).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(alerts.dialog).toHaveCount(0);
  await expect(event).toBeFocused();
  await alerts.detail.getByRole("button", { name: "Close" }).click();
  await expect(alerts.detail).toBeHidden();
  await expect(alerts.row(title).getByRole("button")).toBeFocused();
});

test("an alert says what would have kept it under, and shows others like it", async ({ pageOf, guessPasswords }) => {
  const [first, title] = [await guessPasswords(), await guessPasswords()];
  const page = await pageOf("viewer");
  const alerts = new AlertsPage(page);
  await alerts.open();
  await alerts.openAlert(title);
  await expect(alerts.detail.getByText(/failed sign-ins within ten minutes/).first()).toBeVisible();
  await expect(alerts.detail.getByText(/Its score would be \d/)).toBeVisible();
  await alerts.detail.getByRole("button", { name: "Compute a linear view" }).click();
  const view = alerts.detail.getByRole("table", { name: "A linear view of the whole score" });
  await expect(view.getByRole("row").first()).toBeVisible();
  await alerts.detail.getByRole("button", { name: first }).click();
  await expect(alerts.detail.getByRole("heading", { name: first })).toBeVisible();
});

test("every detector can be filtered by, whatever is listed", async ({ pageOf }) => {
  const page = await pageOf("viewer");
  await new AlertsPage(page).open("?status=suppressed");
  await page.getByRole("button", { name: "Detector" }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "beacon" })).toBeVisible();
  await page.getByRole("menuitemcheckbox", { name: "failure burst" }).click();
  await expect(page).toHaveURL(/detector=failure-burst/);
});
