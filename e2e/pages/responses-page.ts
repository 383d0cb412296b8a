import { expect, type Locator, type Page } from "@playwright/test";

/** The Responses page. */
export class ResponsesPage {
  readonly panel: Locator;
  readonly dialog: Locator;
  readonly newBadge: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole("complementary");
    this.dialog = page.getByRole("dialog");
    this.newBadge = page.getByTestId("new-badge");
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/responses${search}`);
    await expect(this.page.getByTestId("connection")).toHaveAttribute("data-phase", "live");
  }

  async show(tab: "Pending" | "Active" | "History" | "Playbooks"): Promise<void> {
    await this.page.getByRole("tab", { name: tab }).click();
    await expect(this.page.getByRole("tabpanel", { name: tab })).toBeVisible();
  }

  /** The row of the response called so: "Block address 192.0.2.7". */
  row(title: string): Locator {
    return this.page.getByRole("row").filter({ hasText: title });
  }

  /** Until the response is listed; presses the badge if it waits behind that. */
  async find(title: string): Promise<Locator> {
    const row = this.row(title);
    await expect(async () => {
      if (await this.newBadge.isVisible()) await this.newBadge.click({ timeout: 500 });
      await expect(row).toBeVisible({ timeout: 500 });
    }).toPass();
    return row;
  }

  /** Opens the response by pressing its name. */
  async openResponse(title: string): Promise<void> {
    const row = await this.find(title);
    await row.getByRole("button").filter({ hasText: title }).click();
    await expect(this.panel.getByRole("heading", { name: title })).toBeVisible();
  }

  /** In the Playbooks tab: a new lease for a playbook, with the reason that its next version keeps. */
  async changeLease(playbook: string, lease: string, reason: string): Promise<void> {
    await this.page.getByRole("button", { name: playbook }).click();
    await this.dialog.getByLabel("Ends by itself after", { exact: true }).click();
    await this.page.getByRole("option", { name: lease, exact: true }).click();
    await this.dialog.getByRole("textbox", { name: /^Why\?/ }).fill(reason);
    await this.dialog.getByRole("button", { name: /^Save as version/ }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** In the override dialog: something else instead, for so long, and why. */
  async overrideWith(title: string, lease: string, reason: string): Promise<void> {
    await this.dialog.getByText("Do something else").click();
    await this.dialog.getByRole("radio", { name: title }).check();
    await this.dialog.getByLabel("Ends by itself after", { exact: true }).click();
    await this.page.getByRole("option", { name: lease, exact: true }).click();
    await this.dialog.getByRole("textbox", { name: /^Why\?/ }).fill(reason);
    await this.dialog.getByRole("button", { name: "Do this instead" }).click();
    await expect(this.dialog).toBeHidden();
  }
}
