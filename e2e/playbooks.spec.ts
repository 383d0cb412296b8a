import { expect, type Page } from "@playwright/test";
import { executorListSchema } from "../lib/contracts/executors.ts";
import { type Playbook, type PlaybookBody, playbookSchema } from "../lib/contracts/playbooks.ts";
import { clientHeader } from "../lib/contracts/session.ts";
import { test } from "./fixtures.ts";
import { ResponsesPage } from "./pages/responses-page.ts";

/** Makes a playbook, or its next version, as the person of this page. */
async function write(page: Page, playbook: Playbook | null, body: PlaybookBody): Promise<Playbook> {
  const { origin } = new URL(page.url());
  const headers = { [clientHeader.name]: clientHeader.value, origin };
  const reason = "For a browser test.";
  const answer =
    playbook === null
      ? await page.request.post("/api/v1/playbooks", { headers, data: { stream: "main", body, reason } })
      : await page.request.patch(`/api/v1/playbooks/${playbook.id}`, {
          headers,
          data: { basedOn: playbook.version, body, reason },
        });
  expect(answer.ok(), await answer.text()).toBe(true);
  return playbookSchema.parse(await answer.json());
}

test("what is typed about a playbook stays when a colleague changes it first, and is not saved over theirs", async ({
  pageOf,
}) => {
  const mine = new ResponsesPage(await pageOf("admin"));
  await mine.open("?stream=main&tab=playbooks");
  const executors = await mine.page.request.get("/api/v1/executors?stream=main");
  const [executor] = executorListSchema.parse(await executors.json()).items;
  const body: PlaybookBody = {
    name: `Block for a test ${Date.now()}`,
    description: "",
    enabled: false,
    match: { fromBand: "approve", families: [], techniques: [], detectors: [], entities: [] },
    action: "block_address",
    targetRole: "source",
    executorId: executor?.id ?? 0,
    leaseSeconds: 3600,
    decideWithinSeconds: 3600,
    automatic: false,
    budget: { maxActive: 10, maxPerHour: 10 },
  };
  const written = await write(mine.page, null, body);
  await mine.page.getByRole("button", { name: body.name }).click();
  const why = mine.dialog.getByRole("textbox", { name: /^Why\?/ });
  await why.fill("A shorter lease is enough.");
  await write(mine.page, written, { ...body, leaseSeconds: 7200 });
  // The colleague's version has come, and what is typed is still there.
  await expect(mine.dialog.getByText("Version 2", { exact: false }).first()).toBeVisible();
  await expect(why).toHaveValue("A shorter lease is enough.");
  await mine.dialog.getByRole("button", { name: "Save as version 2" }).click();
  await expect(mine.dialog.getByRole("alert")).toContainText("Somebody else changed this playbook first");
});
