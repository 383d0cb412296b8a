import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";

let api: TestApi;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
  const roles = ["viewer", "analyst", "responder"] as const;
  await api.app.db.user.createMany({
    // Names twice, so that a page may end between two of the same.
    data: Array.from({ length: 24 }, (_, at) => ({
      id: randomUUID(),
      name: `Person ${String(Math.floor(at / 2)).padStart(2, "0")}`,
      email: `person.${at}@example.org`,
      role: roles[at % 3] ?? "viewer",
      disabled: at % 8 === 0,
    })),
  });
});
afterAll(() => api.close());

interface Page {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly email: string;
  }[];
  readonly nextCursor: string | null;
}
const read = async (query: string): Promise<Page> =>
  (await api.ask("GET", `/api/v1/users?${query}`, { cookie: admin.cookie })).json();

test("pages hold everyone once, by name", async () => {
  const all = (await read("limit=200")).items;
  expect(all).toHaveLength(25);
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Page = await read(`limit=5&cursor=${cursor}`);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(all.map(({ id }) => id));
});

test("search, role and state narrow it, together too; signs are only signs", async () => {
  expect((await read("q=PERSON%2003")).items).toHaveLength(2);
  expect((await read("q=person.7@")).items).toHaveLength(1);
  expect((await read("q=%25")).items).toHaveLength(0);
  expect((await read("role=admin")).items).toEqual([expect.objectContaining({ email: admin.email })]);
  expect((await read("state=disabled")).items).toHaveLength(3);
  const both = await read("state=active&role=viewer");
  expect(both.items.every(({ role }) => role === "viewer")).toBe(true);
  expect(both.items).toHaveLength(7);
});

test("one person is read by id, and nobody by another", async () => {
  const [first] = (await read("limit=1")).items;
  const one = (id: string) => api.ask("GET", `/api/v1/users/${id}`, { cookie: admin.cookie });
  expect(await (await one(first?.id ?? "")).json()).toEqual(first);
  expect((await one("nobody")).status).toBe(404);
});

test("a cursor of another list is refused by name", async () => {
  const answer = await api.ask("GET", "/api/v1/users?cursor=abc", { cookie: admin.cookie });
  expect([answer.status, (await answer.json()).errors[0].path]).toEqual([400, "query.cursor"]);
});

test("people change their own name, not their role", async () => {
  const person = await api.person("viewer");
  const patch = (body: unknown) => api.ask("PATCH", "/api/v1/session/profile", { cookie: person.cookie, body });
  const changed = await patch({ name: "  Ada  " });
  expect(await changed.json()).toMatchObject({ user: { name: "Ada", role: "viewer" } });
  const session = await (await api.ask("GET", "/api/v1/session", { cookie: person.cookie })).json();
  expect(session.user).toMatchObject({ name: "Ada" });
  for (const [field, body] of [
    ["role", { name: "Ada", role: "admin" }],
    ["name", { name: "  " }],
  ] as const) {
    const refused = await patch(body);
    expect([refused.status, (await refused.json()).errors[0].path]).toEqual([400, `body.${field}`]);
  }
});
