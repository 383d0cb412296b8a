import { expect } from "@playwright/test";
import { createUserByApi, openApi, signInByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

test("a one-time password has to be replaced before anything is shown", async ({ page, people, baseURL }) => {
  const admin = await openApi(baseURL ?? "");
  await signInByApi(admin, people.accounts.admin);
  const email = `new-${Date.now()}@tideline.test`;
  const oneTime = await createUserByApi(admin, { email, name: "New colleague", role: "analyst" });
  await admin.dispose();

  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn({ email, password: oneTime });
  await expect(page).toHaveURL(/\/change-password$/);
  await page.goto("/alerts");
  await expect(page).toHaveURL(/\/change-password$/);

  await page.getByLabel("One-time password", { exact: true }).fill(oneTime);
  await page.getByLabel("New password", { exact: true }).fill("short");
  await page.getByLabel("New password, again").fill("other");
  await expect(page.getByRole("button", { name: "Change password" })).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Use 12 characters or more.")).toBeVisible();
  await expect(page.getByText("The two passwords differ.")).toBeVisible();

  const own = "a password of my own";
  await page.getByLabel("New password", { exact: true }).fill(own);
  await page.getByLabel("New password, again").fill(own);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/live$/);
  await expect(page.getByRole("button", { name: "New colleague" })).toBeVisible();
});
