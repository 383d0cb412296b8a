import { expect, type Locator, type Page } from "@playwright/test";

/** The Policies page. */
export class PoliciesPage {
  readonly consequences: Locator;
  readonly versions: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.consequences = page.getByRole("region", { name: "What it would have led to" });
    this.versions = page.getByRole("region", { name: "Versions and drafts" });
    this.dialog = page.getByRole("dialog");
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/policies${search}`);
    await expect(this.versions.getByText("live", { exact: true })).toBeVisible();
  }

  /** Begins a draft from the live version. */
  async edit(): Promise<void> {
    await this.page.getByRole("button", { name: "Edit", exact: true }).click();
    await expect(this.page).toHaveURL(/draft=\d+/);
  }

  /** A threshold's line on the histogram. */
  handle(band: string): Locator {
    return this.page.getByRole("slider", { name: `${band} on the histogram` });
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText("Saved", { exact: true })).toBeVisible();
  }

  /** Publishes the open draft; resolves when the server has answered. */
  async publish(reason: string): Promise<void> {
    await this.page.getByRole("button", { name: "Publish" }).click();
    await this.dialog.getByRole("textbox").fill(reason);
    const answered = this.page.waitForResponse(
      (response) => response.request().method() === "POST" && response.url().endsWith("/api/v1/policies"),
    );
    await this.dialog.getByRole("button", { name: "Publish" }).click();
    expect((await answered).status()).toBe(201);
  }
}
