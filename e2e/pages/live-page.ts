import { expect, type Locator, type Page } from "@playwright/test";

/** The Live page. */
export class LivePage {
  readonly chart: Locator;
  readonly feed: Locator;
  readonly needs: Locator;
  readonly ledger: Locator;
  readonly connection: Locator;
  readonly slider: Locator;

  constructor(readonly page: Page) {
    this.chart = page.getByRole("region", { name: "Threat chart" });
    this.feed = page.getByRole("region", { name: "Highest scores" });
    this.needs = page.getByRole("region", { name: "Needs a person" });
    this.ledger = page.getByRole("region", { name: "Ledger" });
    this.connection = page.getByTestId("connection");
    this.slider = page.getByRole("slider", { name: "Moment read in the threat chart" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/live${search}`);
    await this.followed();
  }

  /** Until the page follows the stream. */
  async followed(): Promise<void> {
    await expect(this.connection).toHaveAttribute("data-phase", "live");
  }

  /** Where the chart shows an alert, as a link to it. */
  mark(title: string): Locator {
    return this.chart.getByRole("link", { name: new RegExp(title.replaceAll(".", "\\.")) });
  }
}
