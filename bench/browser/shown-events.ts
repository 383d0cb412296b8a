import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import { liveSchema } from "../../lib/contracts/live.ts";

/** Events by second (ISO 8601), as the page shows them: read from the file that its download button saves. */
export async function readShownEvents(page: Page): Promise<ReadonlyMap<string, number>> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as CSV" }).click(),
  ]);
  const [, ...lines] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  return new Map(
    lines.map((line) => {
      const [time = "", , events = "0"] = line.split(",");
      return [time, Number(events)];
    }),
  );
}

/** The same as the database has it. */
export async function readStoredEvents(page: Page, minutes: number): Promise<ReadonlyMap<string, number>> {
  const response = await page.request.get(new URL(`/api/v1/live?stream=main&minutes=${minutes}`, page.url()).href);
  const { buckets } = liveSchema.parse(await response.json());
  return new Map(buckets.map(({ start, n }) => [new Date(start).toISOString(), n]));
}

/** Stored events that the page does not show, over the seconds from `fromMs` on. */
export function countMissed(
  stored: ReadonlyMap<string, number>,
  shown: ReadonlyMap<string, number>,
  fromMs: number,
): number {
  let missed = 0;
  for (const [time, events] of stored) {
    if (Date.parse(time) >= fromMs) missed += Math.abs(events - (shown.get(time) ?? 0));
  }
  return missed;
}
