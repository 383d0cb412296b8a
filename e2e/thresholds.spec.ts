import { expect } from "@playwright/test";
import { createOrganisation } from "../lib/simulation/organisation.ts";
import { createTraffic } from "../lib/simulation/traffic.ts";
import { createKeyByApi, openApi, publishNotifyByApi, sendRecords, signInByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { LivePage } from "./pages/live-page.ts";
import { ThresholdsPage } from "./pages/thresholds-page.ts";

// The stream without traffic, on which one admin alone may publish; hours of it pass as fast as they are sent.
const quiet = "&stream=demo";
const stream = "demo" as const;
const hourMs = 3_600_000;

/** Hours of a small organisation, by their number, from the first on. */
function ordinaryHours(): (hour: number) => string[] {
  // Hours to come: the publication is an event of today, and time never runs backward.
  const startTime = Math.floor(Date.now() / hourMs + 2) * hourMs;
  const organisation = createOrganisation("spot checks", 30);
  const traffic = createTraffic({ seed: "spot checks", organisation, startTime, rate: 0.1, campaigns: null });
  return (hour) => {
    const records = traffic.next(startTime + (hour + 1) * hourMs).map(({ record }) => String(record));
    // Only those that say their year and zone: what cannot be placed counts as of now, and hours would pass at once.
    return records.filter((record) => record.startsWith("{"));
  };
}

test("a spot check judged by key moves notify, seen live with its reason; an admin takes the move back", async ({
  pageOf,
  people,
  api,
  baseURL,
}) => {
  test.slow();
  const origin = baseURL ?? "";
  const admin = await openApi(origin);
  await signInByApi(admin, people.accounts.admin);
  const key = await createKeyByApi(admin, stream);
  const recordsOf = ordinaryHours();
  const sendHour = (hour: number) => sendRecords(api, { key, lines: recordsOf(hour), replay: "browser test" });
  await sendHour(0);
  const guarded = { target: 0.2, anchor: 9, rail: 1.5, capacityPerDay: 100_000, spotCheckShare: 1, judgedShare: 1 };
  await publishNotifyByApi(admin, origin, {
    stream,
    reason: "Followed by verdicts",
    notify: () => ({ method: "guarded", ...guarded }),
  });
  const adminPage = new ThresholdsPage(await pageOf("admin"));
  await adminPage.open(quiet);
  await expect(adminPage.guard.getByText("where people put it").first()).toBeVisible();
  await sendHour(1);

  const live = new LivePage(await pageOf("viewer"));
  await live.open("?stream=demo");
  const analyst = new ThresholdsPage(await pageOf("analyst"));
  await analyst.openSpotChecks(quiet);
  await expect(analyst.checks.getByRole("row").nth(1)).toBeVisible();
  await analyst.page.keyboard.press("j");
  await analyst.page.keyboard.press("Enter");
  const open = analyst.page.getByRole("complementary", { name: /^Spot check \d+$/ });
  await expect(open.getByText("Why this score")).toBeVisible();
  const first = await open.getAttribute("aria-label");
  await analyst.page.keyboard.press("b");
  await expect(analyst.page.getByText(/^Spot check \d+ judged benign/)).toBeVisible();
  await expect(open).not.toHaveAttribute("aria-label", first ?? "");

  await sendHour(2);
  const reason = /^1 spot check judged normal: notify /;
  await expect(live.page.getByText(reason).first()).toBeVisible();
  await expect(adminPage.moves.getByText(reason)).toBeVisible();
  const why = `Too early ${Date.now()}`;
  await adminPage.rollBackNewest(why);
  await expect(live.page.getByText(why).first()).toBeVisible();
  await expect(adminPage.moves.getByRole("row").nth(1)).toContainText("roll back");

  await publishNotifyByApi(admin, origin, {
    stream,
    reason: "As it was",
    notify: () => ({ method: "fixed", margin: 9 }),
  });
  await admin.dispose();
});
