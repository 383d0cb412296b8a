import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { type ChangeRequest, changeRequestPageSchema } from "../lib/contracts/change-requests.ts";
import { modelPageSchema } from "../lib/contracts/models.ts";
import { playbookListSchema, protectedListSchema } from "../lib/contracts/playbooks.ts";
import { type PolicyRecord, policyDraftSchema, policyPageSchema } from "../lib/contracts/policies.ts";
import type { PolicyBody } from "../lib/thresholds/policy.ts";
import { answered, openApi, signInByApi } from "./api.ts";
import { test } from "./fixtures.ts";
import { importByApi } from "./model-files.ts";
import { aWeekLater, secondAdmin } from "./second-person.ts";
import { takePicture } from "./take-picture.ts";

const stamp = Date.now() % 1e6;
const host = `gate-${stamp}`;
const model = `Knows nothing ${stamp}`;
const playbook = `Keep out ${stamp}`;
const reason = "By one person alone";
const dayMs = 86_400_000;

/** What holds on main, as anybody reads it. */
async function readGuards(admin: APIRequestContext) {
  const get = async (path: string) => answered(await admin.get(`/api/v1/${path}`));
  const [policies, playbooks, protectedList, models] = [
    policyPageSchema.parse(await get("policies?stream=main")),
    playbookListSchema.parse(await get("playbooks?stream=main")),
    protectedListSchema.parse(await get("protected-entities?stream=main")),
    modelPageSchema.parse(await get("models?stream=main")),
  ];
  return {
    policy: policies.items[0]?.body,
    playbooks: playbooks.items.map(({ id, version, body }) => ({ id, version, body })),
    protected: protectedList.items.map(({ pattern }) => pattern),
    champion: models.standing.champion,
  };
}

async function openRequests(admin: APIRequestContext) {
  const page = await answered(await admin.get("/api/v1/change-requests?stream=main&state=open"));
  return changeRequestPageSchema.parse(page).items;
}

/** A draft of main's policy that lets more through. */
async function draft(
  admin: APIRequestContext,
  name: string,
  loosen: (body: PolicyBody) => PolicyBody,
): Promise<number> {
  const begun = await answered(await admin.post("/api/v1/policies/drafts", { data: { stream: "main", name } }));
  const { id, revision, body } = policyDraftSchema.parse(begun);
  await answered(await admin.patch(`/api/v1/policies/drafts/${id}`, { data: { revision, policy: loosen(body) } }));
  return id;
}

const match = { classUids: [4003], sources: [], group: null };
const withScope = (body: PolicyBody): PolicyBody => ({
  ...body,
  scopes: [...body.scopes, { id: "names", name: "Names", match, notify: 13, approve: "inherit", auto: "inherit" }],
});
const withException = (body: PolicyBody): PolicyBody => ({
  ...body,
  exceptions: [
    ...body.exceptions,
    {
      ...{ id: "names", name: "Names", reason },
      match: { ...match, entities: [] },
      expiresAt: new Date(Date.now() + 7 * dayMs).toISOString(),
    },
  ],
});

/** In a dialog that is open: why, and the button that only asks. */
async function ask(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("a second person decides", { exact: false }).first()).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Why/ }).fill(reason);
  await dialog.getByRole("button", { name: "Ask for it" }).click();
}

async function publish(page: Page, id: number): Promise<void> {
  await page.goto(`/policies?draft=${id}`);
  await page.getByRole("button", { name: "Publish" }).click();
  await ask(page);
}

async function bringBack(page: Page, version: number): Promise<void> {
  await page.goto(`/policies?version=${version}`);
  await page.getByRole("button", { name: "Bring back" }).click();
  await expect(page).toHaveURL(/draft=\d+/);
  await page.getByRole("button", { name: "Publish" }).click();
  await ask(page);
}

/** Main is told of one class of events more: what everybody may do, and what bringing the version before back undoes. */
async function tighten(admin: APIRequestContext): Promise<PolicyRecord> {
  const { items } = policyPageSchema.parse(await answered(await admin.get("/api/v1/policies?stream=main")));
  const [newest] = items;
  if (newest === undefined) throw new Error("Main has no policy.");
  const { version, ...policy } = newest.body;
  const strict = {
    id: "kernel",
    name: "Kernel",
    match: { ...match, classUids: [1002] },
    notify: 1,
    approve: "inherit",
    auto: "inherit",
  };
  const data = { stream: "main", basedOn: version, reason, policy: { ...policy, scopes: [strict, ...policy.scopes] } };
  expect((await admin.post("/api/v1/policies", { data })).status()).toBe(201);
  return newest;
}

async function removeProtection(page: Page): Promise<void> {
  await page.goto("/responses?tab=protected");
  await page.getByRole("button", { name: `Remove ${host}` }).click();
  await ask(page);
}

async function makeAutomatic(page: Page): Promise<void> {
  await page.goto("/responses?tab=playbooks");
  await page.getByRole("button", { name: playbook }).click();
  await page.getByRole("dialog").getByRole("switch", { name: "Without asking, in the auto band" }).click();
  await takePicture(page, "ask-playbook");
  await ask(page);
}

async function promote(page: Page): Promise<void> {
  await page.goto("/models");
  await page.getByRole("row").filter({ hasText: model }).getByRole("button").first().click();
  await page.locator("#content").getByRole("button", { name: "Promote", exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("textbox", { name: /^Type / })
    .fill(model, { timeout: 30_000 });
  await takePicture(page, "ask-model");
  await ask(page);
}

/** The policy that was asked for last comes first. */
const order = ({ kind, id }: ChangeRequest) => (kind === "policy.publish" ? -id : 1);

test("one admin asks for whatever lets more through on main, and neither they nor an account of their making can have it", async ({
  pageOf,
  people,
  browser,
  baseURL,
}) => {
  // The trial of a model takes its seconds, more on a machine that does other things.
  test.slow();
  const page = await pageOf("admin");
  const admin = await openApi(baseURL ?? "");
  await signInByApi(admin, people.accounts.admin);
  const { playbooks } = await readGuards(admin);
  const [first] = playbooks;
  const body = { ...first?.body, name: playbook, match: { ...first?.body.match, entities: [host] } };
  await answered(await admin.post("/api/v1/playbooks", { data: { stream: "main", body, reason } }));
  const entry = { stream: "main", kind: "host", pattern: host, reason };
  await answered(await admin.post("/api/v1/protected-entities", { data: entry }));
  await importByApi(admin, baseURL ?? "", { name: model, stream: "main", isMute: true });
  const original = await tighten(admin);
  const [scope, exception] = [await draft(admin, "Scope", withScope), await draft(admin, "Exception", withException)];

  const before = await readGuards(admin);
  const ways: readonly (readonly [title: RegExp, attempt: () => Promise<void>])[] = [
    [/^Publish version \d+: it loosens notify$/, () => publish(page, scope)],
    [/^Publish version \d+: it loosens exception$/, () => publish(page, exception)],
    [/^Publish version \d+: it loosens notify$/, () => bringBack(page, original.version)],
    [new RegExp(`^No longer protect ${host}$`), () => removeProtection(page)],
    [new RegExp(`^Change the playbook ${playbook}: it loosens auto$`), () => makeAutomatic(page)],
    [new RegExp(`^Promote model \\d+ \\(${model}\\): its trial warns$`), () => promote(page)],
  ];
  for (const [title, attempt] of ways) {
    await attempt();
    // It leads to what was asked for, which its own author cannot approve.
    const request = page.getByRole("complementary", { name: /^Request \d+$/ });
    await expect(request.getByRole("heading", { name: title })).toBeVisible();
    await expect(request.getByText("Nobody approves their own request.")).toBeVisible();
    await expect(request.getByRole("button", { name: "Approve…" })).toBeHidden();
    expect(await readGuards(admin)).toEqual(before);
    await takePicture(page, `asked-${ways.findIndex(([known]) => known === title)}`);
  }

  const made = await secondAdmin(baseURL ?? "", people);
  const context = await browser.newContext({ storageState: await made.storageState() });
  const theirs = await context.newPage();
  const own = (await openRequests(admin)).filter((request) => request.reason === reason);
  expect(own).toHaveLength(ways.length);
  await theirs.goto(`/policies?tab=requests&request=${own[0]?.id}`);
  const seen = theirs.getByRole("complementary", { name: /^Request \d+$/ });
  await expect(seen.getByText("An act on an account joined you and whoever asked", { exact: false })).toBeVisible();
  await expect(seen.getByRole("button", { name: "Approve…" })).toBeHidden();
  for (const { id, digest } of own) {
    const data = { decision: "approve", digest, reason };
    expect((await made.post(`/api/v1/change-requests/${id}/decide`, { data })).status()).toBe(422);
  }
  expect(await readGuards(admin)).toEqual(before);

  // Once nothing joins them any more two people can: the version that was asked for last is back, exactly.
  await aWeekLater();
  const [restored, ...others] = own.toSorted((one, other) => order(one) - order(other));
  for (const { id } of others) {
    await answered(await made.post(`/api/v1/change-requests/${id}/cancel`, { data: { reason } }));
  }
  const data = { decision: "approve", digest: restored?.digest, reason };
  await answered(await made.post(`/api/v1/change-requests/${restored?.id}/decide`, { data }));
  const { policy } = await readGuards(admin);
  expect({ ...policy, version: 0 }).toEqual({ ...original.body, version: 0 });
  for (const id of [scope, exception]) expect((await admin.delete(`/api/v1/policies/drafts/${id}`)).ok()).toBe(true);
  await Promise.all([made.dispose(), admin.dispose(), context.close()]);
});
