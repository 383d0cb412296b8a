import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";

let api: TestApi;
let maria: TestPerson;
let tom: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [maria, tom, admin] = [await api.person("viewer"), await api.person("responder"), await api.person("admin")];
}, 60_000);
afterAll(() => api.close());

const path = "/api/v1/alerts/views";
const create = (person: TestPerson, body: unknown) => api.ask("POST", path, { cookie: person.cookie, body });
const names = async (person: TestPerson): Promise<string[]> => {
  const { items } = await (await api.ask("GET", path, { cookie: person.cookie })).json();
  return items.map(({ name }: { name: string }) => name);
};

test("a view of one's own is kept in one form, is nobody else's, and is changed by revision", async () => {
  const made = await create(maria, { name: "Mine", query: "sort=score&status=new,in_progress&assignee=me" });
  expect(made.status).toBe(201);
  const view = await made.json();
  expect(view).toMatchObject({ query: "status=new,in_progress&assignee=me&sort=score", shared: false, revision: 1 });
  expect(await names(maria)).toEqual(["Mine"]);
  expect(await names(tom)).toEqual([]);

  const change = (person: TestPerson, body: unknown) =>
    api.ask("PATCH", `${path}/${view.id}`, { cookie: person.cookie, body });
  expect((await change(tom, { revision: 1, name: "Tom's" })).status).toBe(404);
  expect(await (await change(maria, { revision: 1, name: "My open" })).json()).toMatchObject({ revision: 2 });
  const stale = await change(maria, { revision: 1, query: "status=new" });
  expect([stale.status, (await stale.json()).current.name]).toEqual([409, "My open"]);

  expect((await api.ask("DELETE", `${path}/${view.id}`, { cookie: tom.cookie })).status).toBe(404);
  expect((await api.ask("DELETE", `${path}/${view.id}`, { cookie: maria.cookie })).status).toBe(204);
  expect(await names(maria)).toEqual([]);
  const audit = await api.app.db.auditEntry.findMany({
    where: { resource: `alertView:${view.id}` },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ action, actor }) => [action, actor])).toEqual(
    ["alertView.created", "alertView.changed", "alertView.deleted"].map((action) => [action, maria.email]),
  );
});

test("what everybody sees is kept by administrators alone", async () => {
  const body = { name: "Night shift", query: "severity=critical", shared: true };
  expect((await create(tom, body)).status).toBe(403);
  const view = await (await create(admin, body)).json();
  expect(await names(tom)).toEqual(["Night shift"]);
  const asked = { cookie: tom.cookie };
  expect((await api.ask("DELETE", `${path}/${view.id}`, asked)).status).toBe(403);
  expect((await api.ask("PATCH", `${path}/${view.id}`, { ...asked, body: { revision: 1, name: "x" } })).status).toBe(
    403,
  );
});

test("a name that is taken and a parameter that makes no view are refused by name", async () => {
  await create(tom, { name: "Evenings", query: "" });
  const refusedPath = async (body: unknown) => (await (await create(tom, body)).json()).errors?.[0]?.path;
  expect(await refusedPath({ name: " EVENINGS ", query: "" })).toBe("body.name");
  expect(await refusedPath({ name: "Other", query: "alert=12" })).toBe("body.query");
  const race = await Promise.all([1, 2, 3].map(() => create(tom, { name: "Raced", query: "" })));
  expect(race.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
});
