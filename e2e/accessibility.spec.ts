import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { pageTable } from "../components/layout/page-table.ts";
import { tabs } from "../components/sources/sources-text.ts";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { LivePage } from "./pages/live-page.ts";
import { PoliciesPage } from "./pages/policies-page.ts";
import { SettingsPage } from "./pages/settings-page.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

/** Whatever axe finds, of any impact, in words. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

/** Every page that has an address of its own, for whoever may see all of them. */
const pages = [
  ...pageTable,
  ...tabs.map((tab) => ({ href: `/sources?tab=${tab}`, label: `Sources, ${tab}` })),
  { href: "/welcome", label: "Connect a source" },
  { href: "/design", label: "Design" },
  { href: "/docs/api", label: "API" },
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test("sign-in", async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await new SignInPage(page).open();
      await page.getByRole("button", { name: "Sign in" }).click();
      expect(await findings(page)).toEqual([]);
    });

    test("every page of the table, the palette and the help", async ({ pageOf }) => {
      test.setTimeout(240_000);
      const page = await pageOf("admin");
      await page.emulateMedia({ colorScheme });
      for (const { href, label } of pages) {
        await page.goto(href);
        await expect(page.locator("#content h1")).toBeAttached();
        await expect(page.locator("#content [data-loading]:not(#content [data-specimen] *)")).toHaveCount(0);
        expect(await findings(page), label).toEqual([]);
      }
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: "Search and commands" })).toBeFocused();
      expect(await findings(page), "palette").toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog").getByText("Everywhere")).toBeVisible();
      expect(await findings(page), "key help").toEqual([]);
    });

    test("Live, as chart, as table and with an event", async ({ pageOf, guessPasswords }) => {
      test.slow();
      const page = await pageOf("analyst");
      await page.emulateMedia({ colorScheme });
      const live = new LivePage(page);
      await live.open();
      const title = await guessPasswords();
      await expect(live.needs.getByText(title)).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByText("Table", { exact: true }).click();
      await expect(live.chart.getByRole("table")).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await live.feed.getByRole("button").filter({ hasText: "from" }).first().click();
      await expect(page.getByRole("dialog").getByText("Why this score")).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test("Alerts, with an alert, its verdict and the help", async ({ pageOf, guessPasswords }) => {
      test.slow();
      const title = await guessPasswords();
      const page = await pageOf("analyst");
      await page.emulateMedia({ colorScheme });
      const alerts = new AlertsPage(page);
      await alerts.open("?status=new,in_progress");
      await alerts.openAlert(title);
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press("e");
      await expect(alerts.dialog).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await expect(alerts.dialog).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test("the settings: people with a person and an invitation, and each other part", async ({ pageOf }) => {
      // Six looks, each of a whole page.
      test.slow();
      const page = await pageOf("admin");
      await page.emulateMedia({ colorScheme });
      const settings = new SettingsPage(page);
      await settings.open("people");
      await settings.openPerson("Test analyst");
      expect(await findings(page)).toEqual([]);
      await page.getByRole("button", { name: "Invite…" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await findings(page)).toEqual([]);
      for (const part of ["profile", "security", "sign-in", "about"] as const) {
        await settings.open(part);
        await expect(settings.loading).toHaveCount(0);
        expect([part, await findings(page)]).toEqual([part, []]);
      }
    });

    test("Policies, live and as a draft about to be published", async ({ pageOf }) => {
      const policies = new PoliciesPage(await pageOf("admin"));
      await policies.page.emulateMedia({ colorScheme });
      await policies.open();
      await expect(policies.consequences.getByRole("status")).toBeVisible();
      expect(await findings(policies.page)).toEqual([]);
      await policies.edit();
      await policies.page.getByRole("button", { name: "Add a scope" }).click();
      await expect(policies.page.getByRole("combobox", { name: "Event classes" })).toBeVisible();
      expect(await findings(policies.page)).toEqual([]);
      await policies.page.getByRole("button", { name: "Discard" }).click();
      await expect(policies.dialog).toBeVisible();
      expect(await findings(policies.page)).toEqual([]);
      await policies.dialog.getByRole("button", { name: "Discard" }).click();
      await expect(policies.dialog).toBeHidden();
    });
  });
}
