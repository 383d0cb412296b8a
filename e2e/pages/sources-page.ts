import { expect, type Locator, type Page } from "@playwright/test";

/** The Sources page. */
export class SourcesPage {
  readonly dialog: Locator;
  readonly sources: Locator;
  readonly keys: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog");
    this.sources = page.getByRole("table", { name: "Sources" });
    this.keys = page.getByRole("table", { name: "Keys" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/sources${search}`);
    await expect(this.page.getByRole("tablist")).toBeVisible();
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name });
  }

  /** Makes a key that may send; answers the command that is shown with it, which has the key in it. */
  async makeKey(name: string): Promise<string> {
    await this.page.getByRole("button", { name: "Make a key" }).click();
    await this.dialog.getByLabel("Name").fill(name);
    await this.dialog.getByRole("button", { name: "Make the key" }).click();
    const command = this.dialog.getByRole("region", { name: "One line" });
    await expect(command).toBeVisible();
    const text = await command.innerText();
    await this.dialog.getByRole("button", { name: "I have copied it" }).click();
    await expect(this.dialog).toBeHidden();
    return text;
  }

  async revoke(name: string): Promise<void> {
    await this.keys.getByRole("button", { name: `Revoke ${name}` }).click();
    await this.dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(this.dialog).toBeHidden();
  }
}
