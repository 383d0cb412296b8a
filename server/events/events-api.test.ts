import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { preparePartitions, seedEvents } from "../../testing/seed.ts";

let api: TestApi;
let viewer: TestPerson;
let next = 200;
beforeAll(async () => {
  api = await createTestApi();
  viewer = await api.person("viewer");
  await preparePartitions(api.app.db);
  await api.app.db.entity.createMany({
    data: [
      { stream: 1, id: 7n, kind: 1, name: "maria", firstOffset: 0n },
      { stream: 1, id: -2n, kind: 3, name: "10.0.0.2", firstOffset: 0n },
    ],
  });
  await seedEvents(
    api.app.db,
    Array.from({ length: 200 }, (_, id) => ({
      id,
      score: (id * 37) % 101,
      afterMs: Math.floor(id / 3) * 1000,
      classUid: id % 2 === 0 ? 3002 : 4001,
      ...(id % 4 === 0 ? { userId: 7n } : {}),
      ...(id % 5 === 0 ? { srcId: -2n } : {}),
    })),
  );
  await seedEvents(api.app.db, [{ id: 3, stream: 2 }]);
}, 60_000);
afterAll(() => api.close());

async function list(query: string) {
  const response = await api.ask("GET", `/api/v1/events?${query}`, { cookie: viewer.cookie });
  expect(response.status).toBe(200);
  return response.json();
}

async function readAll(query: string, betweenPages: () => Promise<void>): Promise<number[]> {
  const seen: number[] = [];
  let cursor = "";
  do {
    const page = await list(`${query}&cursor=${cursor}`);
    seen.push(...page.items.map(({ id }: { id: number }) => id));
    cursor = page.nextCursor ?? "";
    await betweenPages();
  } while (cursor !== "");
  return seen;
}

const filters = fc.constantFrom(
  "",
  "&family=network",
  "&entity=0000000000000007",
  "&entity=fffffffffffffffe",
  "&minScore=60",
);
const orders = fc.constantFrom(
  "order=newest",
  "order=score",
  "order=newest&from=2026-11-22T00:00:05Z&to=2026-11-22T00:00:59Z",
);

test("pages skip and repeat nothing while events are scored, in every order and filter", async () => {
  await fc.assert(
    fc.asyncProperty(orders, filters, fc.integer({ min: 7, max: 40 }), async (order, filter, limit) => {
      const query = `${order}${filter}&limit=${limit}`;
      const expected = await readAll(`${query.replace(/limit=\d+/, "limit=200")}`, async () => undefined);
      const seen = await readAll(query, async () => {
        await seedEvents(api.app.db, [{ id: next, score: next % 101, afterMs: (next % 60) * 1000, userId: 7n }]);
        next += 1;
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(expected));
    }),
    { numRuns: 15 },
  );
}, 120_000);

test("newest first by offset, by score from 50 on, in a period by time; entities by name", async () => {
  const newest = await list("limit=5");
  const ids = newest.items.map(({ id }: { id: number }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  const scores = (await list("order=score&limit=200")).items.map(({ score }: { score: number }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(Math.min(...scores)).toBeGreaterThanOrEqual(50);
  // The other entity has more events by now, however the property above was drawn.
  const [event] = (await list("entity=fffffffffffffffe&limit=200")).items.filter(({ id }: { id: number }) => id === 20);
  expect(event).toMatchObject({
    user: { id: "0000000000000007", kind: "user", name: "maria" },
    src: { id: "fffffffffffffffe", name: "10.0.0.2" },
  });
  expect((await list("stream=demo")).items).toMatchObject([{ id: 3, stream: "demo" }]);
});

test("classes of a period", async () => {
  const query = "from=2026-11-22T00:00:00Z&to=2026-11-22T00:00:04Z";
  const { classes } = await (await api.ask("GET", `/api/v1/events/classes?${query}`, { cookie: viewer.cookie })).json();
  const sum = classes.reduce((total: number, { count }: { count: number }) => total + count, 0);
  const counted = await api.app.db.event.count({
    where: { stream: 1, received: { gte: new Date("2026-11-22T00:00:00Z"), lt: new Date("2026-11-22T00:00:04Z") } },
  });
  expect(sum).toBe(counted);
  expect(classes).toContainEqual(expect.objectContaining({ classUid: 4001, name: "Network Activity" }));
});

test("an event whose block is gone is shown without it, and who looked is recorded", async () => {
  const response = await api.ask("GET", "/api/v1/events/7", { cookie: viewer.cookie });
  expect(await response.json()).toMatchObject({
    id: 7,
    probability: null,
    original: { format: "expired" },
    thresholds: { version: 1 },
  });
  const entry = await api.app.db.auditEntry.findFirst({ where: { resource: "event:main/7" } });
  expect(entry).toMatchObject({ actor: viewer.email, action: "event.view" });
  expect((await api.ask("GET", "/api/v1/events/999999", { cookie: viewer.cookie })).status).toBe(404);
  expect((await api.ask("GET", "/api/v1/events/none", { cookie: viewer.cookie })).status).toBe(400);
});
