import { expect, type Locator, type Page } from "@playwright/test";

/** The tabs Thresholds and Spot checks of the Policies page. */
export class ThresholdsPage {
  readonly history: Locator;
  readonly guard: Locator;
  readonly checks: Locator;

  constructor(readonly page: Page) {
    this.history = page.getByRole("region", { name: "How the thresholds stood" });
    this.guard = page.getByRole("region", { name: "The guard" });
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
}
