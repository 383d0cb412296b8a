import { expect, type Locator, type Page } from "@playwright/test";

/** The tabs Thresholds and Spot checks of the Policies page. */
export class ThresholdsPage {
  readonly history: Locator;
  readonly moves: Locator;
  readonly guard: Locator;
  readonly dialog: Locator;
  readonly checks: Locator;

  constructor(readonly page: Page) {
    this.history = page.getByRole("region", { name: "How the thresholds stood" });
    this.moves = page.getByRole("region", { name: "Moves" }).first();
    this.guard = page.getByRole("region", { name: "The guard" });
    this.dialog = page.getByRole("dialog");
    this.checks = page.getByRole("table", { name: "Spot checks, waiting" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/policies?tab=thresholds${search}`);
    await expect(this.history).toBeVisible();
  }

  async openSpotChecks(search = ""): Promise<void> {
    await this.page.goto(`/policies?tab=spot-checks${search}`);
    await expect(this.page.getByRole("tab", { name: "Spot checks", selected: true })).toBeVisible();
  }

  /** Takes the newest move back; resolves when the server has answered. */
  async rollBackNewest(reason: string): Promise<void> {
    await this.moves
      .getByRole("button", { name: /^Roll back/ })
      .first()
      .click();
    await this.dialog.getByRole("textbox").fill(reason);
    const answered = this.page.waitForResponse((response) => response.url().endsWith("/roll-back"));
    await this.dialog.getByRole("button", { name: "Roll back" }).click();
    expect((await answered).status()).toBe(202);
  }
}
