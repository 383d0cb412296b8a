import { expect } from "@playwright/test";
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
  await policies.open(quiet);
  const { page } = policies;
  // Who goes on to the threshold while the draft is being made is still there when it takes the place of what was shown.
  await page.route("**/api/v1/policies/drafts", async (route) => {
    if (route.request().method() === "POST") await policies.handle("notify").focus();
    await route.continue();
  });
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
  await policies.publish(reason);
  const answeredMs = Date.now();
  await expect(watching.getByText(reason).first()).toBeVisible({ timeout: 1000 });
  expect(Date.now() - answeredMs).toBeLessThanOrEqual(1000);
  await expect(policies.versions.getByText(reason)).toBeVisible();
});

test("who only reads sees the policy and what it leads to, and can change nothing", async ({ pageOf }) => {
  const policies = new PoliciesPage(await pageOf("viewer"));
  await policies.open(quiet);
  await expect(policies.consequences.getByRole("status")).toBeVisible();
  await expect(policies.page.getByRole("button", { name: "Edit", exact: true })).toBeHidden();
  await expect(policies.handle("notify")).toHaveAttribute("aria-readonly", "true");
});
