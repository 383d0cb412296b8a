import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { pageTable } from "../components/layout/page-table.ts";
import { tabNames } from "../components/models/models-text.ts";
import { policyTabNames } from "../components/policies/policy-tabs.ts";
import { tabWords } from "../components/responses/response-text.ts";
import { tabs } from "../components/sources/sources-text.ts";
import { test } from "./fixtures.ts";
import { importByApi } from "./model-files.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { LivePage } from "./pages/live-page.ts";
import { ModelsPage } from "./pages/models-page.ts";
import { PoliciesPage } from "./pages/policies-page.ts";
import { SettingsPage } from "./pages/settings-page.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

/** What can differ between two themes of one page. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

/** Whatever axe finds, of any impact, in words: all its rules in the light theme, and those of colour in the dark one. */
async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    // There are no frames of other origins: one run in the page itself, and nothing told of what is well.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    const { violations } = await (colorScheme === "light" ? axe : axe.withRules(rulesOfColour)).analyze();
    for (const { id, nodes } of violations) {
      for (const node of nodes) {
        found.push(`${colorScheme}: ${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`);
      }
    }
  }
  return found;
}

/** Every page that has an address of its own, for whoever may see all of them; a page without a tab shows its first. */
const pages = [
  ...pageTable,
  ...tabs.slice(1).map((tab) => ({ href: `/sources?tab=${tab}`, label: `Sources, ${tab}` })),
  ...Object.keys(tabWords)
    .slice(1)
    .map((tab) => ({ href: `/responses?tab=${tab}`, label: `Responses, ${tab}` })),
  ...policyTabNames.slice(1).map((tab) => ({ href: `/policies?stream=demo&tab=${tab}`, label: `Policies, ${tab}` })),
  { href: "/welcome", label: "Connect a source" },
  { href: "/design", label: "Design" },
  { href: "/docs/api", label: "API" },
];

test("with motion reduced, a colour that changes is the new one at once, however deep in the page", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await new SignInPage(page).open();
  const inks = await page.getByRole("button", { name: "Sign in" }).evaluate((button) => {
    const deep = button.appendChild(document.createElement("span")).appendChild(document.createElement("i"));
    const ink = () => [getComputedStyle(button).color, getComputedStyle(deep).color];
    const light = ink();
    button.style.color = "rgb(1, 2, 3)";
    return { light, changed: ink() };
  });
  expect(inks.light).not.toContain("rgb(1, 2, 3)");
  expect(inks.changed).toEqual(["rgb(1, 2, 3)", "rgb(1, 2, 3)"]);
});

test("sign-in, and a link that is not valid any more", async ({ page }) => {
  await new SignInPage(page).open();
  await page.getByRole("button", { name: "Sign in" }).click();
  expect(await findings(page)).toEqual([]);
  await page.goto("/invitation#of-somebody-else-long-ago");
  await expect(page.getByRole("alert").filter({ hasText: "not valid any more" })).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test("every page of the table, the palette and the help", async ({ pageOf }) => {
  test.setTimeout(240_000);
  const page = await pageOf("admin");
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
  await expect(page.getByRole("combobox", { name: "Search and commands" })).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText("Everywhere")).toBeVisible();
  expect(await findings(page), "key help").toEqual([]);
});

test("Live, as chart, as table and with an event", async ({ pageOf, guessPasswords }) => {
  test.slow();
  const page = await pageOf("analyst");
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
  const alerts = new AlertsPage(page);
  await alerts.open("?status=new,in_progress");
  await alerts.openAlert(title);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("e");
  await expect(alerts.dialog).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(alerts.dialog).toBeHidden();
  await page.keyboard.press("?");
  await expect(alerts.dialog).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test("Alerts, chosen, about to be assigned and snoozed, and in groups", async ({ pageOf, guessPasswords }) => {
  test.slow();
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  await alerts.open(`?q=${encodeURIComponent(title)}`);
  await alerts.find(title);
  await alerts.choose(title);
  await expect(alerts.bulkBar).toBeVisible();
  expect(await findings(page), "chosen").toEqual([]);
  // The list of people, open at once, takes the first Escape.
  for (const { name, escapes } of [
    { name: "Assign…", escapes: 2 },
    { name: "Snooze…", escapes: 1 },
  ]) {
    await alerts.bulkBar.getByRole("button", { name }).click();
    await expect(alerts.dialog).toBeVisible();
    expect(await findings(page), name).toEqual([]);
    for (let pressed = 0; pressed < escapes; pressed += 1) await page.keyboard.press("Escape");
    await expect(alerts.dialog).toBeHidden();
  }
  await alerts.open(`?q=${encodeURIComponent(title)}&group=severity,entity`);
  const groups = page.getByRole("table", { name: "Groups of alerts" });
  await groups.getByRole("button", { expanded: false }).first().click();
  expect(await findings(page), "groups").toEqual([]);
});

test("the settings: people with a person and an invitation, and each other part", async ({ pageOf }) => {
  // Six looks, each of a whole page.
  test.slow();
  const page = await pageOf("admin");
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
  await page.goto("/second-factor");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await findings(page), "second factor").toEqual([]);
});

test("Policies, live and as a draft about to be published", async ({ pageOf }) => {
  test.slow();
  const policies = new PoliciesPage(await pageOf("admin"));
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

test("Models: each part of a card, two models compared, and a training about to begin", async ({ pageOf, baseURL }) => {
  test.slow();
  const models = new ModelsPage(await pageOf("admin"));
  const { page } = models;
  const first = await importByApi(page.request, baseURL ?? "", { name: "For axe", better: 0.5 });
  const second = await importByApi(page.request, baseURL ?? "", { name: "For axe too" });
  for (const tab of tabNames) {
    await models.open(`?stream=demo&model=${first.id}&tab=${tab}`);
    await expect(page.getByRole("tab", { selected: true })).toBeVisible();
    expect(await findings(page), tab).toEqual([]);
  }
  await models.open(`?stream=demo&model=${first.id}&compare=${second.id}&view=table`);
  await expect(page.getByRole("region", { name: /^ROC, / }).first()).toBeVisible();
  expect(await findings(page), "compared").toEqual([]);
  await models.button("Train").click();
  await models.dialog.getByText("Choices", { exact: true }).click();
  expect(await findings(page), "training").toEqual([]);
});
