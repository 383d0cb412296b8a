import { expect } from "@playwright/test";
import { roles } from "../lib/contracts/permissions.ts";
import { test } from "./fixtures.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

for (const role of roles) {
  test(`a ${role} signs in by keyboard and lands where they wanted to go`, async ({ page, people }) => {
    const { email, password } = people.accounts[role];
    const signIn = new SignInPage(page);
    await page.goto("/alerts?status=new");
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await signIn.signIn({ email, password });
    await expect(page).toHaveURL(/\/alerts\?status=new$/);
    await page.getByRole("banner").getByRole("button").last().click();
    await expect(page.getByText(`${email} · ${role}`)).toBeVisible();
  });
}

test("a wrong password is refused in words, and the right one still works", async ({ page, people }) => {
  const { email, password } = people.accounts.viewer;
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn({ email, password: "not the password" });
  await expect(signIn.refusal).toHaveText("Email or password is wrong.");
  await signIn.open();
  await signIn.signIn({ email, password });
  await expect(page).toHaveURL(/\/live$/);
});

test("what is typed before the page's script has come is kept, and sent when it has", async ({ page, people }) => {
  let letScriptCome = (): void => undefined;
  const scriptMayCome = new Promise<void>((resolve) => {
    letScriptCome = resolve;
  });
  await page.route("**/_next/**/*.js*", async (route) => {
    await scriptMayCome;
    await route.continue();
  });
  await page.goto("/sign-in", { waitUntil: "commit" });
  const { email, password } = people.accounts.viewer;
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeDisabled();
  letScriptCome();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/live$/);
});

test("nothing is sent without email and password", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your email address.")).toBeVisible();
  await expect(page.getByText("Enter your password.")).toBeVisible();
});

test("signing out ends the session", async ({ page, people }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(people.accounts.responder);
  await expect(page).toHaveURL(/\/live$/);
  await page.getByRole("button", { name: "Test responder" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/live");
  await expect(page).toHaveURL(/\/sign-in/);
});
