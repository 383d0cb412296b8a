import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { seedAlerts } from "../../testing/seed.ts";

let api: TestApi;
let maria: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  maria = await api.person("analyst");
  await seedAlerts(
    api.app.db,
    Array.from({ length: 30 }, (_, i) => ({
      key: `finding ${i}`,
      severity: i < 20 ? 4 : 5,
      score: 60 + i,
      entityIds: [i < 12 ? 255n : -1n],
    })),
  );
  await api.app.db.$executeRaw`
    INSERT INTO entity (stream, id, kind, name, first_offset) VALUES (1, 255, 1, 'root', 0)`;
  await api.app.db.alert.updateMany({ where: { findingKey: "finding 3" }, data: { techniques: ["T1110", "T1078"] } });
  await api.app.db.alert.updateMany({ where: { score: { lt: 65 } }, data: { assignee: maria.email } });
}, 60_000);
afterAll(() => api.close());

async function read(path: string) {
  const response = await api.ask("GET", `/api/v1/alerts${path}`, { cookie: maria.cookie });
  expect(response.status).toBe(200);
  return response.json();
}
const groups = (query: string) => read(`/groups?${query}`);

test("each group says what lists it, and listing it gives as many", async () => {
  for (const by of ["severity", "status", "detector", "technique", "entity", "assignee"]) {
    const { items, more } = await groups(`by=${by}`);
    expect([by, more, items.length > 0]).toEqual([by, 0, true]);
    for (const { value, count } of items) {
      const listed = await read(`?limit=200&${by}=${encodeURIComponent(value)}`);
      expect([by, value, listed.items.length]).toEqual([by, value, count]);
    }
  }
});

test("groups are within the filters, largest first, named as people know them", async () => {
  expect((await groups("by=entity&severity=high")).items).toMatchObject([
    { value: "00000000000000ff", label: "root", count: 12, worst: "high" },
    { value: "ffffffffffffffff", count: 8 },
  ]);
  expect((await groups("by=technique")).items).toMatchObject([
    { value: "T1110", count: 30, worst: "critical" },
    { value: "T1078", count: 1 },
  ]);
  expect(await groups("by=technique&limit=1")).toMatchObject({ items: [{ value: "T1110" }], more: 1 });
  expect((await groups("by=assignee&assignee=me")).items).toMatchObject([{ value: maria.email, count: 5 }]);
});

test("the ids of a group carry what a change of it is based on", async () => {
  const { items, cut } = await read("/ids?technique=T1078");
  expect([items, cut]).toMatchObject([
    [{ id: expect.any(Number), revision: 1, status: "new", assignee: maria.email }],
    false,
  ]);
});

test("scores and periods narrow the list", async () => {
  const count = async (query: string) => (await read(`?limit=200&${query}`)).items.length;
  expect(await count("scoreFrom=70&scoreTo=79")).toBe(10);
  expect(await count("time=raised&within=1h")).toBe(30);
  expect(await count("time=lastSeen&to=2026-11-21T00:00:00Z")).toBe(0);
  expect(await count("q=BECAUSE%20of%20finding%202")).toBe(11);
  expect(await count("q=100%25_")).toBe(0);
});

test("what people took is counted from raising, over the deeds of the period", async () => {
  const { items } = await read("/ids?entity=ffffffffffffffff&severity=critical");
  const [id = 0] = items.map((item: { id: number }) => item.id);
  await api.app.db.$executeRaw`UPDATE alert SET status = 'resolved', verdict = 'benign', verdict_reason = 'known',
    acknowledged_at = created_at + interval '2 minutes', resolved_at = created_at + interval '10 minutes',
    created_at = created_at - interval '1 hour' WHERE id = ${id}`;
  await api.app.db.$executeRaw`UPDATE alert SET created_at = now() - interval '30 minutes',
    acknowledged_at = now() - interval '28 minutes', resolved_at = now() - interval '20 minutes' WHERE id = ${id}`;
  expect(await read("/summary?severity=critical")).toMatchObject({
    counts: { resolved: 1 },
    timeToAcknowledge: { count: 1, p50: 120, p90: 120 },
    timeToResolve: { count: 1, p50: 600 },
  });
  expect(await read("/summary?severity=high")).toMatchObject({ timeToResolve: { count: 0, p50: null } });
  const similar = await read(`/${id}/similar`);
  const similarities = similar.items.map(({ similarity }: { similarity: number }) => similarity);
  expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
  expect(similar.items.length).toBe(10);
  expect(similar.items[0].shared).toEqual(expect.arrayContaining(["same detector", "same user root"]));
  expect(similar.items.map((item: { id: number }) => item.id)).not.toContain(id);
  const [first] = similar.items;
  // What was decided is looked back at from the alerts that resemble it.
  expect((await read(`/${first.id}/similar`)).verdicts).toEqual([{ verdict: "benign", count: 1 }]);
});
