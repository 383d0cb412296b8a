import { expect, type Locator, type Page } from "@playwright/test";

type Part = "profile" | "security" | "people" | "sign-in" | "about";
const titles: Readonly<Record<Part, string>> = {
  profile: "Profile",
  security: "Security",
  people: "People",
  "sign-in": "Sign-in",
  about: "About",
};

/** The settings and their parts. */
export class SettingsPage {
  readonly dialog: Locator;
  readonly loading: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog");
    this.loading = page.getByRole("status").filter({ hasText: /^Loading/ });
  }

  async open(part: Part): Promise<void> {
    await this.page.goto(`/settings/${part}`);
    await expect(this.page.getByRole("heading", { level: 1, name: titles[part] })).toBeVisible();
  }

  async openPerson(name: string): Promise<Locator> {
    await this.page.getByRole("button", { name, exact: true }).first().click();
    const panel = this.page.getByRole("complementary", { name, exact: true });
    await expect(panel.getByRole("table", { name: "Sessions" })).toBeVisible();
    return panel;
  }

  /** Invites somebody; answers the link, which is shown once. */
  async invite(email: string): Promise<string> {
    await this.page.getByRole("button", { name: "Invite…" }).click();
    await this.dialog.getByLabel("Email").fill(email);
    await this.page.keyboard.press("Enter");
    const link = await this.dialog.getByRole("region", { name: "Link of the invitation" }).textContent();
    await this.dialog.getByRole("button", { name: "Done" }).click();
    return link ?? "";
  }

  /** Sets a second factor up; answers its secret and the backup codes. */
  async setUpFactor(password: string, codeOf: (secret: string) => string) {
    await this.page.getByRole("button", { name: "Set up…" }).click();
    await this.dialog.getByLabel("Password", { exact: true }).fill(password);
    await this.page.keyboard.press("Enter");
    await expect(this.dialog.getByRole("img", { name: /authenticator app/ })).toBeVisible();
    const secret = (await this.dialog.getByRole("region", { name: "The secret" }).textContent()) ?? "";
    await this.dialog.getByLabel("Code of the app").fill(codeOf(secret));
    await this.page.keyboard.press("Enter");
    const codes = (await this.dialog.getByRole("region", { name: "Backup codes" }).textContent()) ?? "";
    await this.dialog.getByRole("button", { name: "I have kept them" }).click();
    return { secret, backupCodes: codes.split(/\s+/) };
  }
}
