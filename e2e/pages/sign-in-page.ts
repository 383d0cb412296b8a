import { expect, type Locator, type Page } from "@playwright/test";

/** Where people sign in. */
export class SignInPage {
  readonly refusal: Locator;

  constructor(readonly page: Page) {
    this.refusal = page.getByRole("alert").filter({ hasText: /\S/ });
  }

  async open(next?: string): Promise<void> {
    await this.page.goto(next === undefined ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
    await this.page.getByLabel("Email").waitFor();
  }

  /** By keyboard alone, as the form offers itself. */
  async signIn({ email, password }: { readonly email: string; readonly password: string }): Promise<void> {
    await this.page.getByLabel("Email").focus();
    await this.page.keyboard.insertText(email);
    await this.page.keyboard.press("Tab");
    await this.page.keyboard.insertText(password);
    // What is typed before the page's script is there is kept; sending waits for it.
    await expect(this.page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
    await this.page.keyboard.press("Enter");
  }
}
