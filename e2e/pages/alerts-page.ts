import { expect, type Locator, type Page } from "@playwright/test";

/** The Alerts page. */
export class AlertsPage {
  readonly table: Locator;
  readonly detail: Locator;
  readonly newBadge: Locator;
  readonly connection: Locator;
  readonly dialog: Locator;
  /** What can be done about the chosen alerts. */
  readonly bulkBar: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole("table", { name: "Alerts" });
    this.detail = page.getByRole("complementary");
    this.newBadge = page.getByTestId("new-badge");
    this.connection = page.getByTestId("connection");
    this.dialog = page.getByRole("dialog");
    this.bulkBar = page.getByRole("toolbar", { name: "Selected alerts" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/alerts${search}`);
    await expect(this.connection).toHaveAttribute("data-phase", "live");
  }

  /** The row of the alert with this title. */
  row(title: string): Locator {
    return this.table.getByRole("row").filter({ hasText: title });
  }

  /** Until the alert is listed; presses the badge if it waits behind that. */
  async find(title: string): Promise<Locator> {
    const row = this.row(title);
    await expect(async () => {
      if (await this.newBadge.isVisible()) await this.newBadge.click({ timeout: 500 });
      await expect(row).toBeVisible({ timeout: 500 });
    }).toPass();
    return row;
  }

  /** Keys with nothing between them, not even a rendering. */
  async pressAtOnce(...keys: string[]): Promise<void> {
    await this.page.evaluate((pressed) => {
      const target = document.activeElement ?? document.body;
      for (const key of pressed) target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }, keys);
  }

  /** In the open dialog: the verdict by its number, the reason, Enter. */
  async decide(verdict: string, reason: string): Promise<void> {
    await expect(this.dialog.getByRole("radio").first()).toBeFocused();
    await this.page.keyboard.press(verdict);
    await this.dialog.getByRole("textbox").fill(reason);
    await this.page.keyboard.press("Enter");
  }

  async choose(title: string): Promise<void> {
    await this.row(title).getByRole("checkbox").click();
  }

  async openAlert(title: string): Promise<void> {
    await (await this.find(title)).getByRole("button").click();
    await expect(this.detail.getByRole("heading", { name: title })).toBeVisible();
  }
}
