import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { apiKeyCreatedSchema } from "../lib/contracts/keys.ts";
import { clientHeader } from "../lib/contracts/session.ts";
import { sendRecords } from "./api.ts";
import { test } from "./fixtures.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { takePicture } from "./take-picture.ts";

const decoys = 300;

/** What an intrusion detector calls critical. */
function finding(time: number, ip: string, technique: string, title: string): string {
  const what = { class_uid: 2004, activity_id: 1, severity_id: 5, finding_info: { title } };
  return JSON.stringify({ ...what, time, attacks: [{ technique: { uid: technique } }], src_endpoint: { ip } });
}

/** Decoys within a minute, one attack in the midst; the last one comes when it has long been quiet. */
function flood(startMs: number): string[] {
  const lines = Array.from({ length: decoys }, (_, i) =>
    finding(startMs + i * 150, `198.51.${100 + (i % 3)}.${i % 250}`, "T1595", "Port scan"),
  );
  lines.splice(decoys / 2, 0, finding(startMs + 20_000, "203.0.113.99", "T1486", "Files are being encrypted"));
  return [...lines, finding(startMs + 20 * 60_000, "198.51.100.7", "T1595", "Port scan")];
}

/** A key for the stream that no other test looks at. */
async function demoKey(admin: Page): Promise<string> {
  const { origin } = new URL(admin.url());
  const headers = { [clientHeader.name]: clientHeader.value, origin };
  const data = { stream: "demo", name: "flood", scopes: ["ingest"] };
  return apiKeyCreatedSchema.parse(await (await admin.request.post("/api/v1/keys", { data, headers })).json()).secret;
}

test("a flood is a few rows, the one attack in it the first; those folded are found by name", async ({
  pageOf,
  api,
}) => {
  const page = await pageOf("admin");
  const alerts = new AlertsPage(page);
  // What it knows of floods now is what it was opened with; a later one is news.
  const floodsRead = page.waitForResponse((response) => response.url().includes("/api/v1/alerts/flood"));
  await alerts.open("?stream=demo");
  await floodsRead;
  // The beginning of a minute, by which floods are counted.
  const startMs = Math.floor(Date.now() / 60_000 - 120) * 60_000;
  await sendRecords(api, { key: await demoKey(page), lines: flood(startMs), replay: `flood ${startMs}` });
  const banner = page.getByRole("region", { name: "Flood" });
  // It began while the list was read, which stays where it is until it is asked for otherwise.
  await page.getByRole("button", { name: /flood.*: show lanes$/ }).click();
  await expect(banner).toContainText("folded into 2 alerts");
  await expect(alerts.table.getByRole("row").nth(1)).toContainText("Files are being encrypted");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(alerts.detail.getByText(/^Whom it stands for: \d+ origins$/)).toBeVisible();
  await alerts.detail.getByRole("textbox", { name: "Part of a name" }).fill("198.51.101.199");
  await expect(alerts.detail.getByRole("button", { name: /^198\.51\.101\.199/ })).toBeVisible();
  await takePicture(page, "flood");
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
