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

  /** Drags over a stretch of the chart, from one share of its width to another. */
  async dragOver(from: number, to: number): Promise<void> {
    const box = await this.chart.getByTestId("score-plot").boundingBox();
    if (box === null) throw new Error("There is no chart.");
    const at = (share: number) => [box.x + box.width * share, box.y + box.height * 0.5] as const;
    await this.page.mouse.move(...at(from));
    await this.page.mouse.down();
    await this.page.mouse.move(...at((from + to) / 2));
    await this.page.mouse.move(...at(to));
    await this.page.mouse.up();
  }

  /** The numbers in sight of the chart's table. */
  numbers(): Promise<string[]> {
    return this.chart.getByRole("row").allInnerTexts();
  }

  /** Where a threshold moved, as the marker names it. */
  move(reason: string): Locator {
    return this.chart.getByRole("button", { name: new RegExp(reason) });
  }

  /** Where the chart shows an alert, as a link to it. */
  mark(title: string): Locator {
    return this.chart.getByRole("link", { name: new RegExp(title.replaceAll(".", "\\.")) });
  }
}
