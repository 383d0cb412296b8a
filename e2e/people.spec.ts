import { expect } from "@playwright/test";
import { authenticatorCode } from "../testing/authenticator.ts";
import { changePasswordByApi, createUserByApi, openApi, signInByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { SettingsPage } from "./pages/settings-page.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

test("an invited person makes their account by the link, once", async ({ pageOf, browser }) => {
  const settings = new SettingsPage(await pageOf("admin"));
  await settings.open("people");
  const email = `invited-${Date.now()}@tideline.test`;
  const link = await settings.invite(email);

  const context = await browser.newContext();
  const page = await context.newPage();
  const { pathname, hash } = new URL(link);
  await page.goto(pathname + hash);
  await expect(page.getByText(email)).toBeVisible();
  await page.getByLabel("Name").fill("Invited Colleague");
  await page.getByLabel("Password", { exact: true }).fill("quiet harbour lantern 7");
  await page.getByLabel("Password, again").fill("quiet harbour lantern 7");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/live$/);
  await expect(page.getByRole("button", { name: "Invited Colleague" })).toBeVisible();
  await page.goto(pathname + hash);
  await expect(page.getByRole("alert").filter({ hasText: "not valid any more" })).toBeVisible();
  await context.close();
});

test("a second factor is set up, asked for, and stood in for by a backup code", async ({ page, people, baseURL }) => {
  const email = `factor-${Date.now()}@tideline.test`;
  const password = "a password of my own";
  const admin = await openApi(baseURL ?? "");
  await signInByApi(admin, people.accounts.admin);
  const oneTime = await createUserByApi(admin, { email, name: "Careful Colleague", role: "analyst" });
  await admin.dispose();
  const own = await openApi(baseURL ?? "");
  await signInByApi(own, { email, password: oneTime });
  await changePasswordByApi(own, { currentPassword: oneTime, newPassword: password });
  await own.dispose();

  const signIn = new SignInPage(page);
  await signIn.open("/settings/security");
  await signIn.signIn({ email, password });
  await expect(page).toHaveURL(/\/settings\/security$/);
  const settings = new SettingsPage(page);
  const { secret, backupCodes } = await settings.setUpFactor(password, (key) => authenticatorCode(key, new Date()));
  await expect(page.getByText("10 backup codes left")).toBeVisible();

  const code = page.getByLabel("Code of your app, or a backup code");
  const again = async (typed: string) => {
    // Away from the page first: it would itself lead to sign-in as soon as its session is gone.
    await page.goto("about:blank");
    await page.context().clearCookies();
    await signIn.open("/settings/security");
    await signIn.signIn({ email, password });
    await code.fill("000000");
    await page.keyboard.press("Enter");
    await expect(signIn.refusal).toHaveText("The code is wrong, too old, or was used already.");
    await code.fill(typed);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/settings\/security$/);
  };
  // The code of the next half minute: this one's was used to set it up.
  await again(authenticatorCode(secret, new Date(Date.now() + 30_000)));
  await again(backupCodes[0] ?? "");
  await expect(page.getByText("9 backup codes left")).toBeVisible();
});
