import { expect, type Locator, type Page } from "@playwright/test";

/** The frame around every page: rail, bar, palette, help, offers to undo. */
export class Shell {
  readonly palette: Locator;
  readonly dialog: Locator;
  readonly heading: Locator;

  constructor(readonly page: Page) {
    this.palette = page.getByRole("combobox", { name: "Search and commands" });
    this.dialog = page.getByRole("dialog");
    this.heading = page.locator("#content h1");
  }

  /** Until keys work: the frame is there once the session is known. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.getByTestId("connection")).toHaveAttribute("data-phase", "live");
    await expect(this.heading).toBeAttached();
  }

  /** Opens the palette, types, and takes the first line that says this. */
  async command(typed: string, line: string | RegExp): Promise<void> {
    await this.page.keyboard.press("Control+k");
    await expect(this.palette).toBeFocused();
    await this.page.keyboard.insertText(typed);
    await expect(this.page.getByRole("option", { selected: true })).toContainText(line);
    await this.page.keyboard.press("Enter");
    await expect(this.palette).toBeHidden();
  }
}
