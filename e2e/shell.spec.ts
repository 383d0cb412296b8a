import { execFileSync } from "node:child_process";
import { expect } from "@playwright/test";
import { assignByApi, signInByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { Shell } from "./pages/shell.ts";

test("by keyboard alone: pages, palette, an alert by its text and by its number", async ({
  pageOf,
  guessPasswords,
}) => {
  const title = await guessPasswords();
  const page = await pageOf("analyst");
  const shell = new Shell(page);
  await shell.open("/live");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/alerts$/);
  await expect(shell.heading).toHaveText("Alerts");
  await shell.command("li", "Live");
  await expect(page).toHaveURL(/\/live$/);

  await expect(async () => {
    await page.keyboard.press("Escape");
    await shell.command(title, title);
    await expect(page).toHaveURL(/\/alerts\?alert=\d+$/, { timeout: 1000 });
  }).toPass();
  const id = /alert=(\d+)/.exec(page.url())?.[1] ?? "";
  await expect(page.getByRole("complementary", { name: `Alert ${id}` })).toBeVisible();
  await shell.command("live", "Live");
  await shell.command(`alert ${id}`, `Alert ${id}`);
  await expect(page).toHaveURL(new RegExp(`/alerts\\?alert=${id}$`));

  await page.keyboard.press("?");
  await expect(shell.dialog.getByRole("region", { name: "Alerts" })).toContainText("Acknowledge");
  await expect(shell.dialog.getByRole("region", { name: "Everywhere" })).toContainText("Go to Live");
});

test("what a person chooses holds, also after a reload", async ({ pageOf }) => {
  const page = await pageOf("viewer");
  const shell = new Shell(page);
  await shell.open("/live");
  await shell.command("compact", "Rows: compact");
  await shell.command("theme dark", "Theme: dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
});

test("a change is taken back by key and by button, and a refused one by itself", async ({ pageOf }) => {
  const page = await pageOf("analyst");
  const shell = new Shell(page);
  await shell.open("/design");
  const count = page.getByText(/^changed \d+ times$/);
  await page.keyboard.press("c");
  await page.keyboard.press("c");
  await expect(count).toHaveText("changed 2 times");
  const undo = page.getByRole("button", { name: /^Undo/ });
  await expect(undo).toHaveCount(2);
  await page.keyboard.press("z");
  await expect(count).toHaveText("changed 1 times");
  // What was taken back fades before it is gone.
  await expect(undo).toHaveCount(1);
  await undo.press("Enter");
  await expect(count).toHaveText("changed 0 times");
  await page.keyboard.press("z");
  await page.getByRole("button", { name: "Change that is refused" }).click();
  await expect(page.getByText("The server would say here why it refused.")).toBeVisible();
  await expect(count).toHaveText("changed 0 times");
});

test("the first run: a key, a command, and the event as it was scored", async ({ pageOf }) => {
  const page = await pageOf("admin");
  const shell = new Shell(page);
  await shell.open("/welcome");
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByRole("region", { name: "The key" })).toHaveText(/^\S{20,}$/);
  await expect(page.getByText(/^Waiting for an event/)).toBeVisible();
  const command = await page.getByRole("region", { name: "Command for One line" }).innerText();
  const answer: unknown = JSON.parse(execFileSync("bash", ["-c", command], { encoding: "utf8" }));
  expect(answer).toMatchObject({ accepted: 1, rejectedCount: 0 });
  await expect(page.getByText(/^It arrived/)).toBeVisible();
  await expect(page.getByText("Why this score")).toBeVisible();
});

test("a viewer is told whom to ask for a key", async ({ pageOf }) => {
  const page = await pageOf("viewer");
  await new Shell(page).open("/welcome?kind=file");
  await expect(page.getByText(/Keys are made by administrators/)).toBeVisible();
  await page.getByLabel("I have a key").fill("a-key-from-ada");
  await expect(page.getByRole("region", { name: "Command for A file" })).toContainText("Bearer a-key-from-ada");
});

test("settings of administrators say so to others instead of offering what is refused", async ({ pageOf }) => {
  const page = await pageOf("viewer");
  for (const part of ["people", "sign-in"]) {
    await new Shell(page).open(`/settings/${part}`);
    await expect(page.getByText("These settings are an administrator's")).toBeVisible();
    await expect(page.getByRole("button", { name: /Invite|Try again/ })).toHaveCount(0);
  }
});

test("what waits is said in the bar and in the browser's tab", async ({ pageOf, guessPasswords, people, api }) => {
  const page = await pageOf("responder");
  const shell = new Shell(page);
  await shell.open("/live");
  const { email, password } = people.accounts.responder;
  await signInByApi(api, { email, password });
  await assignByApi(api, { title: await guessPasswords(), assignee: email });
  const waiting = page.getByRole("button", { name: /waits? for you$/ });
  await expect(waiting).toBeVisible();
  await expect(page).toHaveTitle(/^\(\d+\) Live - Tideline$/);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveTitle(/^\(\d+\) Alerts - Tideline$/);
  await waiting.click();
  await page.getByRole("menuitem").first().click();
  await expect(page).toHaveURL(/alert=\d+/);
});

test("what asks and what drops down gives the focus back to what called it", async ({ pageOf }) => {
  const page = await pageOf("responder");
  const shell = new Shell(page);
  await shell.open("/settings");
  const killSwitch = page.getByTestId("kill-switch");
  await killSwitch.press("Enter");
  await expect(shell.dialog.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(shell.dialog).toBeHidden();
  await expect(killSwitch).toBeFocused();
  const account = page.getByRole("banner").getByRole("button").last();
  await account.press("Enter");
  await expect(page.getByRole("menuitemradio").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio").nth(1)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(account).toBeFocused();
});
