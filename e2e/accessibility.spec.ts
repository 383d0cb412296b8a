import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { LivePage } from "./pages/live-page.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

/** What axe finds serious or critical, in words. */
async function seriousFindings(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test("sign-in", async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await new SignInPage(page).open();
      await page.getByRole("button", { name: "Sign in" }).click();
      expect(await seriousFindings(page)).toEqual([]);
    });

    test("Live, as chart, as table and with an event", async ({ pageOf, guessPasswords }) => {
      const page = await pageOf("analyst");
      await page.emulateMedia({ colorScheme });
      const live = new LivePage(page);
      await live.open();
      const title = await guessPasswords();
      await expect(live.needs.getByText(title)).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByText("Table", { exact: true }).click();
      await expect(live.chart.getByRole("table")).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      await live.feed.getByRole("button").filter({ hasText: "from" }).first().click();
      await expect(page.getByRole("dialog").getByText("Why this score")).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
    });

    test("Alerts, with an alert, its verdict and the help", async ({ pageOf, guessPasswords }) => {
      const title = await guessPasswords();
      const page = await pageOf("analyst");
      await page.emulateMedia({ colorScheme });
      const alerts = new AlertsPage(page);
      await alerts.open("?status=new,in_progress");
      await alerts.openAlert(title);
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press("e");
      await expect(alerts.dialog).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await expect(alerts.dialog).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
    });
  });
}
