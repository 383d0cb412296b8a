import { expect } from "@playwright/test";
import { firstSeenMs } from "./first-seen.ts";
import { test } from "./fixtures.ts";
import { LivePage } from "./pages/live-page.ts";
import { PoliciesPage } from "./pages/policies-page.ts";

// The stream without traffic: nobody else's alerts depend on its thresholds, and nothing but the news can wake scoring.
const quiet = "?stream=demo";

test("notify, lowered by keyboard and number, is seen with its reason on another's Live page within a second", async ({
  pageOf,
}) => {
  const watching = await pageOf("viewer");
  await new LivePage(watching).open(quiet);
  const policies = new PoliciesPage(await pageOf("admin"));
  const { page } = policies;
  // Who goes on to the threshold while the draft is being made is still there when it takes the place of what was shown.
  await page.route("**/api/v1/policies/drafts", async (route) => {
    if (route.request().method() === "POST") await policies.handle("notify").focus();
    await route.continue();
  });
  await policies.open(quiet);
  await policies.edit();
  await expect(policies.handle("notify")).not.toHaveAttribute("aria-readonly");
  await expect(policies.handle("notify")).toBeFocused();
  const before = (await policies.handle("notify").getAttribute("aria-valuetext")) ?? "";
  await page.keyboard.press("PageDown");
  await expect(policies.handle("notify")).not.toHaveAttribute("aria-valuetext", before);
  const score = page.getByRole("textbox", { name: "notify: score" });
  await score.fill("81.5");
  await score.press("Enter");
  await expect(policies.handle("notify")).toHaveAttribute("aria-valuetext", /^score 81\.5, 1 in /);
  await policies.saved();
  await page.reload();
  await expect(policies.handle("notify")).toHaveAttribute("aria-valuetext", /^score 81\.5, 1 in /);
  const reason = `Hear of it sooner ${Date.now()}`;
  const seen = firstSeenMs(watching, reason);
  await policies.publish(reason);
  const answeredMs = Date.now();
  expect((await seen) - answeredMs).toBeLessThanOrEqual(1000);
  await expect(policies.versions.getByText(reason)).toBeVisible();
});

test("who only reads sees the policy and what it leads to, and can change nothing", async ({ pageOf }) => {
  const policies = new PoliciesPage(await pageOf("viewer"));
  await policies.open(quiet);
  await expect(policies.consequences.getByRole("status")).toBeVisible();
  await expect(policies.page.getByRole("button", { name: "Edit", exact: true })).toBeHidden();
  await expect(policies.handle("notify")).toHaveAttribute("aria-readonly", "true");
});

test("a version published meanwhile is shown where the draft was to be published, and the draft follows it", async ({
  pageOf,
}) => {
  const mine = new PoliciesPage(await pageOf("admin"));
  const theirs = new PoliciesPage(await pageOf("admin"));
  const draft = async (policies: PoliciesPage, value: string) => {
    await policies.open(quiet);
    await policies.edit();
    const score = policies.page.getByRole("textbox", { name: "notify: score" });
    await score.fill(value);
    await score.press("Enter");
    await policies.saved();
  };
  // Their version becomes live between this page's question and its answer.
  await mine.page.route(
    "**/api/v1/policies",
    async (route) => {
      await theirs.publish("Theirs came first");
      await route.continue();
    },
    { times: 1 },
  );
  await draft(mine, "82.5");
  await draft(theirs, "83.5");
  await mine.page.getByRole("button", { name: "Publish" }).click();
  await mine.dialog.getByRole("textbox").fill("Mine comes second");
  await mine.dialog.getByRole("button", { name: "Publish" }).click();
  await expect(mine.dialog.getByRole("heading", { name: "Bring the draft up to date?" })).toBeVisible();
  await expect(mine.dialog.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await mine.dialog.getByRole("button", { name: "Bring up to date" }).click();
  await expect(mine.dialog).toHaveCount(0);
  await mine.saved();
  await mine.publish("Mine comes second");
  await expect(mine.versions.getByText("Mine comes second")).toBeVisible();
});

test("a draft goes into shadow and from there live, with an exception that ends by the time of the events", async ({
  pageOf,
}) => {
  const policies = new PoliciesPage(await pageOf("admin"));
  const { page } = policies;
  await policies.open(quiet);
  await policies.edit();
  await page.getByRole("button", { name: "Add an exception" }).click();
  const exceptions = page.getByRole("region", { name: "Exceptions" });
  await exceptions.getByRole("combobox", { name: "Entities" }).fill("203.0.113.77");
  await page.keyboard.press("Enter");
  await exceptions.getByRole("textbox", { name: "Why" }).fill("A test that the owners ordered");
  await policies.saved();
  await page.getByRole("button", { name: "Put in shadow" }).click();
  await expect(page.getByText(/^in shadow, put there by /)).toBeVisible();
  await expect(policies.versions.getByText("shadow", { exact: true })).toBeVisible();
  await expect(policies.consequences.getByRole("radio", { name: "shadow" })).toBeChecked();
  await policies.publish("Shown in shadow first");
  await expect(page.getByText("A test that the owners ordered").first()).toBeVisible();
  await expect(exceptions.getByText("ends in 7 days")).toBeVisible();
  await expect(exceptions.getByText("0 covered so far")).toBeVisible();
});
