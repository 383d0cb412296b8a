import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";

test("many by keyboard alone: chosen, assigned, snoozed and resolved with one reason, and taken back", async ({
  pageOf,
  guessPasswords,
}) => {
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  const titles = [await guessPasswords(), await guessPasswords(), await guessPasswords()];
  await alerts.open(`?q=${encodeURIComponent("Password guessing from")}&status=new`);
  for (const title of titles) await alerts.find(title);

  // The newest three: the first by x, the others as a range.
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("X");
  await expect(alerts.bulkBar).toContainText("3 selected");
  await page.keyboard.press("m");
  await expect(page.getByText(/^3 alerts assigned to/)).toBeVisible();
  await expect(alerts.bulkBar).toHaveCount(0);

  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("s");
  await expect(alerts.dialog.getByRole("heading", { name: "Snooze 2 alerts" })).toBeVisible();
  await page.keyboard.press("2");
  await alerts.dialog.getByRole("textbox").focus();
  await page.keyboard.insertText("the owner is asked");
  await page.keyboard.press("Enter");
  await expect(alerts.dialog).toHaveCount(0);
  await expect(alerts.row(titles[2] ?? "")).toContainText("Suppressed");
  await expect(alerts.row(titles[1] ?? "")).toContainText("Suppressed");
  // The rows are told before the answer is here, and until then there is nothing to take back.
  await expect(page.getByText(/^2 alerts snoozed/)).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByText(/^Taken back: 2 alerts snoozed/)).toBeVisible();
  await expect(alerts.row(titles[2] ?? "")).toContainText("New");

  await page.keyboard.press("A");
  await page.keyboard.press("Escape");
  await expect(alerts.bulkBar).toHaveCount(0);
  await page.keyboard.press("x");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await page.keyboard.press("e");
  await alerts.decide("2", "one scanner of ours");
  await expect(alerts.dialog).toHaveCount(0);
  await expect(alerts.row(titles[2] ?? "")).toContainText("False positive");
  await expect(alerts.row(titles[1] ?? "")).toContainText("False positive");
  await expect(alerts.row(titles[0] ?? "")).toContainText("New");
});

test("of many, what a colleague changed meanwhile is refused, in its row, and stays chosen", async ({
  pageOf,
  guessPasswords,
}) => {
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  const titles = [await guessPasswords(), await guessPasswords()];
  await page.route("**/api/v1/alerts/bulk", (route) => {
    // As if this page had read the first one before somebody else's change.
    const body = route.request().postDataJSON();
    return route.continue({ postData: JSON.stringify({ ...body, revisions: [0, ...body.revisions.slice(1)] }) });
  });
  await alerts.open(`?q=${encodeURIComponent("Password guessing from")}&status=new`);
  for (const title of titles) await alerts.find(title);
  for (const title of titles) await alerts.choose(title);
  await page.keyboard.press("a");
  await expect(alerts.dialog.getByRole("heading", { name: "Acknowledge 2 alerts" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(alerts.table.getByText("Not changed: Somebody else changed it meanwhile.")).toHaveCount(1);
  await expect(alerts.bulkBar).toContainText("1 selected");
});

test("all that match are chosen beyond what the list holds, by the same key again", async ({
  pageOf,
  guessPasswords,
}) => {
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  const titles = [await guessPasswords(), await guessPasswords(), await guessPasswords()];
  await alerts.open(`?q=${encodeURIComponent("Password guessing from")}&status=new`);
  for (const title of titles) await alerts.find(title);
  await page.route("**/api/v1/alerts?*", (route) => {
    const url = new URL(route.request().url());
    // As if the list were long: its first page holds two, and the next is always still to come.
    if (url.searchParams.has("cursor")) return;
    url.searchParams.set("limit", "2");
    return route.continue({ url: url.href });
  });
  await page.reload();
  await expect(alerts.table.getByRole("row")).toHaveCount(3);
  await page.keyboard.press("A");
  await expect(alerts.bulkBar).toContainText("2 selected");
  await expect(alerts.bulkBar.getByRole("button", { name: /^Select all \d+ that match/ })).toBeVisible();
  await page.keyboard.press("A");
  await expect(alerts.bulkBar).toContainText("all that match");
  await expect(alerts.bulkBar.getByRole("button", { name: /that match/ })).toHaveCount(0);
  await page.keyboard.press("m");
  await expect(page.getByText(/^\d+ alerts assigned to/)).toBeVisible();
  await expect(alerts.bulkBar).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(page.getByText(/^Taken back: \d+ alerts assigned to/)).toBeVisible();
});

test("a view is kept under a name, shown by it, and by its address to somebody else", async ({
  pageOf,
  guessPasswords,
}) => {
  await guessPasswords();
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  await alerts.open("?status=new,in_progress&assignee=none&sort=score&cols=score,alert,raised");
  const name = `Shift ${Date.now()}`;
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await alerts.dialog.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: `View: ${name}` })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).not.toHaveURL(/assignee=none/);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitemradio", { name }).click();
  await expect(page).toHaveURL(/assignee=none/);
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(alerts.table.getByRole("columnheader", { name: "Raised" })).toBeVisible();
  await expect(alerts.table.getByRole("columnheader", { name: "Status" })).toHaveCount(0);

  const other = await pageOf("viewer");
  await other.goto(page.url());
  await expect(other.getByRole("columnheader", { name: "Score" })).toHaveAttribute("aria-sort", "descending");
  await expect(other.getByRole("button", { name: "Assignee: Nobody" })).toBeVisible();
});

test("grouped by what they share, all of a group are decided together", async ({ pageOf, guessPasswords }) => {
  const title = await guessPasswords();
  const address = title.split(" ").at(-1) ?? "";
  const page = await pageOf("analyst");
  const alerts = new AlertsPage(page);
  await alerts.open(`?q=${encodeURIComponent(title)}`);
  await alerts.find(title);
  await alerts.open(`?q=${encodeURIComponent(title)}&group=severity,entity`);
  const groups = page.getByRole("table", { name: "Groups of alerts" });
  await groups.getByRole("button", { expanded: false }).first().click();
  const group = groups.getByRole("row").filter({ hasText: address });
  await group.getByRole("button", { name: `Act on all of ${address}` }).click();
  await page.getByRole("menuitem", { name: "Resolve…" }).click();
  await expect(alerts.dialog.getByRole("heading", { name: /^Resolve alert \d+$/ })).toBeVisible();
  await alerts.decide("3", "a drill");
  await expect(page.getByText("1 alert resolved as benign")).toBeVisible();
  await group.getByRole("button", { name: "List" }).click();
  await expect(alerts.row(title)).toContainText("Benign");
});
