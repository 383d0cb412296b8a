import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { LivePage } from "./pages/live-page.ts";

test("after a cut nothing is missing and nothing had to be reloaded", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("analyst");
  const live = new LivePage(page);
  await live.open();
  const before = await guessPasswords();
  await expect(live.needs.getByText(before)).toBeVisible();

  await page.context().setOffline(true);
  await expect(live.connection).toHaveAttribute("data-phase", "cut");
  await expect(page.getByText(/Connection lost/)).toBeVisible();
  // What was there stays, and what happens meanwhile is not seen.
  await expect(live.needs.getByText(before)).toBeVisible();
  const during = await guessPasswords();

  await page.context().setOffline(false);
  await live.followed();
  await expect(live.needs.getByText(during)).toBeVisible();
  await expect(live.mark(during)).toBeVisible();
  await expect(page.getByText(/Connection lost/)).toBeHidden();
});

test("a list that was cut off offers what it missed", async ({ pageOf, guessPasswords }) => {
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  const before = await guessPasswords();
  await alerts.open();
  await alerts.find(before);
  await page.context().setOffline(true);
  await expect(alerts.connection).toHaveAttribute("data-phase", "cut");
  const during = await guessPasswords();
  await page.context().setOffline(false);
  await expect(alerts.newBadge).toHaveText("1 new");
  await alerts.newBadge.click();
  await expect(alerts.row(during)).toBeVisible();
});
