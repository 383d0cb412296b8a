import { expect, type Locator, type Page } from "@playwright/test";

/** The Models page. */
export class ModelsPage {
  readonly list: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole("region", { name: "Models of this stream" });
    this.dialog = page.getByRole("dialog");
  }

  async open(search = "?stream=demo"): Promise<void> {
    await this.page.goto(`/models${search}`);
    await expect(this.page.locator("#content [data-loading]")).toHaveCount(0);
  }

  row(name: string): Locator {
    return this.list.getByRole("row").filter({ hasText: name });
  }

  /** Shows a model of the list beneath it. */
  async show(name: string): Promise<void> {
    await this.row(name).getByRole("button").first().click();
    await expect(this.page.getByRole("heading", { level: 2, name })).toBeVisible();
  }

  /** A button of the model that is shown, or of the page. */
  button(name: string): Locator {
    return this.page.locator("#content").getByRole("button", { name, exact: true });
  }

  /** Promotes once the model was tried; by typing its name where that is asked for. */
  async promote(name: string, reason: string): Promise<void> {
    await this.button("Promote").click();
    await expect(this.dialog.getByRole("heading", { name: "Tried on recent events" })).toBeVisible({ timeout: 30_000 });
    const typed = this.dialog.getByRole("textbox", { name: /^Type / });
    if (await typed.isVisible()) {
      await expect(this.dialog.getByRole("button", { name: "Promote", exact: true })).toBeDisabled();
      await typed.fill(name);
    }
    await this.confirm("Promote", reason);
  }

  /** Says yes to the dialog that is open. */
  async confirm(name: string, reason: string): Promise<void> {
    await this.dialog.getByRole("textbox", { name: /^Why/ }).fill(reason);
    await this.dialog.getByRole("button", { name, exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }
}
