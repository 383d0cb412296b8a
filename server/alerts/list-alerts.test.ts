import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { alertSortSchema } from "../../lib/contracts/alert-query.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { seedAlerts } from "../../testing/seed.ts";

let api: TestApi;
let viewer: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  viewer = await api.person("viewer");
  await seedAlerts(
    api.app.db,
    Array.from({ length: 40 }, (_, i) => ({
      key: `first ${i}`,
      severity: 1 + (i % 5),
      score: 90 + (i % 7),
      lastSeen: new Date(1_790_000_000_000 + (i % 9) * 1000),
      entityIds: i % 2 === 0 ? [255n] : [-1n],
      title: i === 7 ? "100% of root's logons failed" : `Finding ${i}`,
    })),
  );
  await seedAlerts(api.app.db, [{ key: "other stream", stream: 2 }]);
  await api.app.db.alert.updateMany({
    where: { id: { lte: 10n } },
    data: { status: "in_progress", assignee: viewer.email },
  });
}, 60_000);
afterAll(() => api.close());

async function list(query: string) {
  const response = await api.ask("GET", `/api/v1/alerts?${query}`, { cookie: viewer.cookie });
  expect(response.status).toBe(200);
  return response.json();
}

test("pages in any order skip and repeat nothing while alerts are raised", async () => {
  let raised = 0;
  const query = fc.record({
    sort: fc.constantFrom(...alertSortSchema.options),
    dir: fc.constantFrom("asc", "desc"),
    limit: fc.integer({ min: 5, max: 25 }),
    newOnly: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(query, async ({ sort, dir, limit, newOnly }) => {
      const status = newOnly ? "new" : "new,in_progress";
      const before = await api.app.db.alert.findMany({
        where: { stream: 1, status: { in: status.split(",") } },
        select: { id: true },
      });
      const seen: number[] = [];
      let cursor = "";
      do {
        const page = await list(`sort=${sort}&dir=${dir}&limit=${limit}&status=${status}&cursor=${cursor}`);
        seen.push(...page.items.map(({ id }: { id: number }) => id));
        cursor = page.nextCursor ?? "";
        raised += 1;
        await seedAlerts(api.app.db, [
          { key: `meanwhile ${raised}`, severity: 1 + (raised % 5), score: 90 + (raised % 7) },
        ]);
      } while (cursor !== "");
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(before.map(({ id }) => Number(id))));
    }),
    { numRuns: 8 },
  );
}, 120_000);

test("filters, counts and text", async () => {
  const summary = await api.ask("GET", "/api/v1/alerts/summary", { cookie: viewer.cookie });
  expect(await summary.json()).toMatchObject({ counts: { in_progress: 10, suppressed: 0 }, atLeast: [] });
  expect((await list("status=in_progress&limit=200")).items).toHaveLength(10);
  expect(
    (await list("severity=critical,high&status=in_progress")).items.map(
      ({ severity }: { severity: string }) => severity,
    ),
  ).toEqual(expect.arrayContaining(["critical", "high"]));
  expect((await list(`assignee=${viewer.email}&limit=200`)).items).toHaveLength(10);
  expect((await list("assignee=none&status=in_progress")).items).toHaveLength(0);
  expect((await list("entity=00000000000000ff&limit=200")).items).toHaveLength(20);
  expect((await list("entity=ffffffffffffffff&limit=200")).items).toHaveLength(20);
  expect((await list("q=100%25")).items).toHaveLength(1);
  expect((await list("detector=burst&limit=1")).items).toHaveLength(1);
  expect((await list("detector=none")).items).toHaveLength(0);
  expect((await list("stream=demo")).items).toMatchObject([{ stream: "demo", title: "Finding other stream" }]);
});

test("a value that does not exist and a cursor of another list are refused by name", async () => {
  const ask = async (query: string) => {
    const response = await api.ask("GET", `/api/v1/alerts?${query}`, { cookie: viewer.cookie });
    return [response.status, (await response.json()).errors?.[0]?.path];
  };
  expect(await ask("severity=dreadful")).toEqual([400, "query.severity.0"]);
  expect(await ask("limit=0")).toEqual([400, "query.limit"]);
  const { nextCursor } = await list("sort=score&limit=1");
  expect(await ask(`sort=newest&cursor=${nextCursor}`)).toEqual([400, "query.cursor"]);
  expect(await ask("cursor=garbage")).toEqual([400, "query.cursor"]);
});
