import { afterAll, beforeAll, expect, test } from "vitest";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { seedGuard } from "../../testing/guard-row.ts";
import { preparePartitions, seedEvents } from "../../testing/seed.ts";

let api: TestApi;
let viewer: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  viewer = await api.person("viewer");
  await preparePartitions(api.app.db);
}, 60_000);
afterAll(() => api.close());

async function idsOf(query: string): Promise<number[]> {
  const response = await api.ask("GET", `/api/v1/events?${query}`, { cookie: viewer.cookie });
  expect(response.status).toBe(200);
  const { items } = await response.json();
  return items.map(({ id }: { id: number }) => id);
}

const exceptionOf = (id: string) => ({ id, name: id, match: {}, reason: "r", expiresAt: "2026-12-01T00:00:00Z" });

test("what an exception covered is listed by its id, whatever its place was in each version", async () => {
  const { db } = api.app;
  const version = (number: number, exceptions: readonly string[]) => ({
    stream: 1,
    version: number,
    body: { ...firstPolicy, version: number, exceptions: exceptions.map(exceptionOf) },
    reason: "test",
    author: "ada",
  });
  await db.policyVersion.createMany({ data: [version(1, ["scanner"]), version(2, ["mail", "scanner"])] });
  await seedEvents(db, [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }]);
  const cover = (id: bigint, policyVersion: number, excepted: number) =>
    db.event.updateMany({ where: { stream: 1, id }, data: { policyVersion, excepted } });
  await cover(1n, 1, 1);
  await cover(2n, 2, 1);
  await cover(3n, 2, 2);
  await cover(4n, 2, 0);
  expect(await idsOf("excepted=scanner")).toEqual([3, 1]);
  expect(await idsOf("excepted=mail")).toEqual([2]);
  expect(await idsOf("excepted=nobody")).toEqual([]);
});

test("what moves away from the anchor hid or showed lies between the anchor and where notify stood, since the guard began", async () => {
  const { db, pool } = api.app;
  const anchor = 7;
  expect(await idsOf("stream=demo&adaptation=hidden")).toEqual([]);
  await seedGuard(pool, { stream: "demo", notify: anchor });
  const told = { hidden: 0, anyway: 1 } as const;
  const rows = [
    { id: 9, margin: 7.2, band: told.hidden },
    { id: 20, margin: 7, band: told.hidden },
    { id: 21, margin: 6.9, band: told.hidden },
    { id: 22, margin: 7.4, band: told.hidden },
    { id: 23, margin: 9, band: told.anyway },
    { id: 24, margin: 6.5, band: told.anyway },
  ];
  await seedEvents(
    db,
    rows.map(({ id, margin }) => ({ id, stream: 2, score: scoreOfMargin(margin) })),
  );
  for (const { id, margin, band } of rows) {
    await db.event.updateMany({ where: { stream: 2, id: BigInt(id) }, data: { margin, band } });
  }
  expect(await idsOf("stream=demo&adaptation=hidden&order=score")).toEqual([22, 20]);
  expect(await idsOf("stream=demo&adaptation=shown&order=score")).toEqual([24]);
});
