import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { firstPolicy } from "../../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../../testing/api.ts";

let api: TestApi;
let admin: TestPerson;
let analyst: TestPerson;
const path = "/api/v1/policies/drafts";
const { version: _version, ...policy } = firstPolicy;
const lower = { ...policy, notify: { method: "fixed", margin: 7 } } as const;

beforeAll(async () => {
  api = await createTestApi();
  [admin, analyst] = [await api.person("admin"), await api.person("analyst")];
});
beforeEach(async () => {
  await api.app.db.policyDraft.deleteMany();
  await api.app.db.policyVersion.deleteMany();
  for (const [version, margin] of [
    [1, 9],
    [2, 8],
  ] as const) {
    const body = { ...firstPolicy, version, notify: { method: "fixed", margin } };
    await api.app.db.policyVersion.create({
      data: { stream: 1, version, body, reason: "given", author: "system", activeFrom: version * 10 },
    });
  }
});
afterAll(() => api.close());

async function begin(more: object = {}) {
  const answer = await api.ask("POST", path, { cookie: analyst.cookie, body: { stream: "main", ...more } });
  expect(answer.status).toBe(201);
  return answer.json();
}
const change = (person: TestPerson, id: number, body: object) =>
  api.ask("PATCH", `${path}/${id}`, { cookie: person.cookie, body });
const publish = (person: TestPerson, body: object) =>
  api.ask("POST", "/api/v1/policies", {
    cookie: person.cookie,
    body: { stream: "main", basedOn: 2, reason: "less noise", policy: lower, ...body },
  });

test("a draft begins from the newest version, is changed by others, and everyone is told", async () => {
  const draft = await begin();
  expect(draft).toMatchObject({ basedOn: 2, restores: null, state: "open", revision: 1, author: analyst.email });
  expect(draft.body).toMatchObject({ notify: { margin: 8 } });
  const answer = await change(admin, draft.id, { revision: 1, policy: lower, reason: "too loud" });
  expect(await answer.json()).toMatchObject({ revision: 2, updatedBy: admin.email, reason: "too loud", body: lower });
  const list = await api.ask("GET", `${path}?stream=main&limit=1`, { cookie: analyst.cookie });
  expect((await list.json()).items).toMatchObject([{ id: draft.id }]);
  const told = await api.app.db.outbox.findFirst({ where: { kind: "policy" }, orderBy: { number: "desc" } });
  expect(told?.payload).toMatchObject({ stream: "main", change: "drafted", draft: draft.id });
  const audited = await api.app.db.auditEntry.findMany({ where: { resource: `policyDraft:${draft.id}` } });
  expect(audited.map(({ action }) => action)).toEqual(["policy.draft", "policy.draft.change"]);
});

test("nobody overwrites what was not seen, and a half-made policy is kept all the same", async () => {
  const { id } = await begin();
  expect((await change(analyst, id, { revision: 1, policy: { ...policy, approve: 1 } })).status).toBe(200);
  const stale = await change(admin, id, { revision: 1, name: "mine" });
  expect([stale.status, (await stale.json()).current]).toEqual([409, expect.objectContaining({ id, revision: 2 })]);
});

test("an older version is brought back as a draft on top of the newest", async () => {
  const draft = await begin({ from: 1 });
  expect(draft).toMatchObject({ basedOn: 2, restores: 1, name: "Back to version 1", body: { notify: { margin: 9 } } });
  const missing = await api.ask("POST", path, { cookie: analyst.cookie, body: { stream: "main", from: 7 } });
  expect(missing.status).toBe(404);
});

test("publishing a draft closes it; a published or discarded one is changed no more", async () => {
  const { id } = await begin();
  const published = await publish(admin, { draft: id });
  expect([published.status, (await published.json()).state]).toEqual([201, "waiting"]);
  const read = await api.ask("GET", `${path}/${id}`, { cookie: analyst.cookie });
  expect(await read.json()).toMatchObject({ state: "published", publishedVersion: 3 });
  expect((await change(analyst, id, { revision: 2, name: "late" })).status).toBe(409);
  expect((await publish(admin, { basedOn: 3, draft: id })).status).toBe(409);
  const versions = await api.ask("GET", "/api/v1/policies", { cookie: analyst.cookie });
  const states = (await versions.json()).items.map((item: { state: string }) => item.state);
  expect(states).toEqual(["waiting", "live", "retired"]);
});

test("after a version that came between, the draft says so, is brought up to it, and then published", async () => {
  const { id } = await begin();
  expect((await publish(admin, {})).status).toBe(201);
  const refused = await publish(admin, { draft: id, policy: { ...lower, approve: 11 } });
  const problem = await refused.json();
  expect([refused.status, problem.current.version, problem.current.body.notify]).toEqual([409, 3, lower.notify]);
  expect((await change(analyst, id, { revision: 1, policy: { ...lower, approve: 11 }, basedOn: 3 })).status).toBe(200);
  expect((await publish(admin, { draft: id, basedOn: 3, policy: { ...lower, approve: 11 } })).status).toBe(201);
});

test("a discarded draft is off the list and in the record", async () => {
  const { id } = await begin();
  expect((await api.ask("DELETE", `${path}/${id}`, { cookie: analyst.cookie })).status).toBe(204);
  const list = await api.ask("GET", path, { cookie: analyst.cookie });
  expect((await list.json()).items).toEqual([]);
  expect((await api.ask("DELETE", `${path}/${id}`, { cookie: analyst.cookie })).status).toBe(409);
  const entry = await api.app.db.auditEntry.findFirst({ where: { action: "policy.draft.discard" } });
  expect(entry).toMatchObject({ actor: analyst.email, resource: `policyDraft:${id}` });
});

test("who may draft may not publish", async () => {
  const { id } = await begin();
  for (const role of ["viewer", "analyst", "responder"] as const) {
    const person = await api.person(role);
    expect([role, (await publish(person, { draft: id })).status]).toEqual([role, 403]);
    expect([role, (await change(person, id, { revision: 99 })).status]).toEqual([role, role === "viewer" ? 403 : 409]);
  }
  const key = await api.key(["ingest", "read", "respond"]);
  const body = { stream: "main", basedOn: 2, reason: "a key", policy: lower };
  expect((await api.ask("POST", "/api/v1/policies", { key, body })).status).toBe(403);
  expect((await api.ask("POST", path, { key, body: { stream: "main" } })).status).toBe(403);
});

test("a draft in shadow says since when and by whom, begins anew when its policy changes, and ends when told", async () => {
  const { id } = await begin();
  await api.app.pool.query("UPDATE log_position SET position = 4711 WHERE stream = 1");
  const first = await (await change(analyst, id, { revision: 1, shadow: true })).json();
  expect(first.shadow).toMatchObject({ from: 4711, by: analyst.email });
  await api.app.pool.query("UPDATE log_position SET position = 5000 WHERE stream = 1");
  const named = await (await change(admin, id, { revision: 2, name: "Quieter" })).json();
  expect(named.shadow).toEqual(first.shadow);
  const changed = await (await change(admin, id, { revision: 3, policy: lower })).json();
  expect(changed.shadow).toMatchObject({ from: 5000, by: admin.email });
  const ended = await (await change(admin, id, { revision: 4, shadow: false })).json();
  expect(ended.shadow).toBeNull();
  const audited = await api.app.db.auditEntry.findMany({ where: { resource: `policyDraft:${id}` } });
  expect(audited.filter(({ action }) => action === "policy.draft.shadow")).toHaveLength(2);
  await change(admin, id, { revision: 5, policy: { ...policy, approve: 1 } });
  expect((await change(admin, id, { revision: 6, shadow: true })).status).toBe(422);
});
