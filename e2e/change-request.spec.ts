import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { openApi, signInByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { PoliciesPage } from "./pages/policies-page.ts";
import { aWeekLater, draftThatLoosens, secondAdmin } from "./second-person.ts";
import { takePicture } from "./take-picture.ts";

test("a policy that loosens is asked for by one admin, approved by another with a second factor, and then in force", async ({
  pageOf,
  people,
  browser,
  baseURL,
}) => {
  const admin = await openApi(baseURL ?? "");
  await signInByApi(admin, people.accounts.admin);
  const draft = await draftThatLoosens(admin);
  await admin.dispose();
  const second = await secondAdmin(baseURL ?? "", people);

  const asking = new PoliciesPage(await pageOf("admin"));
  await asking.page.goto(`/policies?draft=${draft}`);
  await asking.page.getByRole("button", { name: "Publish" }).click();
  await expect(asking.dialog.getByText("a second person decides")).toBeVisible();
  await expect(
    asking.dialog.getByText("People are told less, or may be: everything else, now judged as Mail"),
  ).toBeVisible();
  await takePicture(asking.page, "ask");
  await asking.dialog.getByRole("textbox").fill("The newsletters of the house");
  await asking.dialog.getByRole("button", { name: "Ask for it" }).click();
  const own = asking.page.getByRole("complementary", { name: /^Request \d+$/ });
  // Who made the other's account within a week counts as one with them: nobody is left, and the wait stands in.
  await expect(own.getByText("it takes effect by itself in")).toBeVisible();
  await expect(own.getByText("Nobody approves their own request.")).toBeVisible();
  await expect(own.getByRole("button", { name: "Approve…" })).toBeHidden();
  await aWeekLater();

  const context = await browser.newContext({ storageState: await second.storageState() });
  await second.dispose();
  const page = await context.newPage();
  await page.goto("/live");
  await page.getByRole("button", { name: /waits? for you/ }).click();
  // The request itself, not the alert that says of it that more would be let through.
  const waiting = page.getByRole("menuitem", { name: /Publish version \d+: it loosens notify/ });
  await waiting.filter({ hasNotText: "Lets more through" }).click();
  const seen = page.getByRole("complementary", { name: /^Request \d+$/ });
  await expect(seen.getByText("The newsletters of the house")).toBeVisible();
  await expect(seen.getByText("alerts a day")).toBeVisible();
  await takePicture(page, "request");
  const axe = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .analyze();
  expect(axe.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await seen.getByRole("button", { name: "Approve…" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Seen, and nobody reads them");
  await page.keyboard.press("Enter");
  await expect(seen.getByText(/Published as version \d+\./)).toBeVisible();

  // And whoever asked sees it without doing anything: decided, and in force.
  await expect(own.getByText(/Published as version \d+\./)).toBeVisible();
  await asking.page.getByRole("tab", { name: "Policy", exact: true }).click();
  await expect(asking.versions.getByText("The newsletters of the house")).toBeVisible();
  await expect(asking.page.getByText("Mail", { exact: true }).first()).toBeVisible();
  await context.close();
});
