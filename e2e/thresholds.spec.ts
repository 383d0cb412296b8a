import { expect } from "@playwright/test";
import { spotCheckPageSchema } from "../lib/contracts/thresholds.ts";
import { createOrganisation } from "../lib/simulation/organisation.ts";
import { createTraffic } from "../lib/simulation/traffic.ts";
import { createKeyByApi, openApi, publishNotifyByApi, sendRecords, signInByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { ThresholdsPage } from "./pages/thresholds-page.ts";

// The stream without traffic, on which one admin alone may publish; what is replayed passes as fast as it is sent.
const quiet = "&stream=demo";
const stream = "demo" as const;
const hourMs = 3_600_000;

/** Some hours of a small organisation, replayed. */
function ordinaryHours(hours: number): string[] {
  const startTime = Date.now() - hours * hourMs;
  const organisation = createOrganisation("spot checks", 30);
  const traffic = createTraffic({ seed: "spot checks", organisation, startTime, rate: 0.1, campaigns: null });
  return traffic.next(startTime + hours * hourMs).map(({ record }) => String(record));
}

test("what nobody was told of is drawn for spot checks, judged by key, and a verdict taken back", async ({
  pageOf,
  people,
  api,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  const admin = await openApi(origin);
  await signInByApi(admin, people.accounts.admin);
  const key = await createKeyByApi(admin, stream);
  const guarded = {
    method: "guarded",
    target: 0.2,
    anchor: 9,
    rail: 1.5,
    capacityPerDay: 1000,
    spotCheckShare: 1,
    judgedShare: 1,
  } as const;
  const followed = {
    stream,
    reason: "Followed by verdicts",
    notify: () => guarded,
  } as const;
  await publishNotifyByApi(admin, origin, followed);
  const watching = new ThresholdsPage(await pageOf("viewer"));
  await watching.open(quiet);
  await expect(watching.guard.getByText("where people put it").first()).toBeVisible();
  await sendRecords(api, { key, lines: ordinaryHours(2), replay: "spot checks" });

  const analyst = new ThresholdsPage(await pageOf("analyst"));
  await analyst.openSpotChecks(quiet);
  await expect(analyst.checks.getByRole("row").nth(1)).toBeVisible();
  await analyst.page.keyboard.press("j");
  await analyst.page.keyboard.press("Enter");
  const open = analyst.page.getByRole("complementary", { name: /^Spot check \d+$/ });
  await expect(open.getByText("Why this score")).toBeVisible();
  const first = (await open.getAttribute("aria-label")) ?? "";
  await analyst.page.keyboard.press("b");
  await expect(analyst.page.getByText(/^Spot check \d+ judged benign/)).toBeVisible();
  await expect(open).not.toHaveAttribute("aria-label", first);
  const verdictOf = async () => {
    const id = first.replace(/\D/g, "");
    const page = spotCheckPageSchema.parse(
      await (await admin.get(`${origin}/api/v1/thresholds/spot-checks?stream=${stream}&state=judged`)).json(),
    );
    return page.items.find((check) => String(check.id) === id)?.verdict ?? null;
  };
  await expect.poll(verdictOf).toBe("benign");
  await analyst.page.keyboard.press("z");
  await expect.poll(verdictOf).toBe(null);

  await publishNotifyByApi(admin, origin, {
    stream,
    reason: "As it was",
    notify: () => ({ method: "fixed", margin: 9 }),
  });
  await admin.dispose();
});
