import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { preparePartitions } from "../../testing/seed.ts";
import { measureSources } from "./measure-sources.ts";

let api: TestApi;
let admin: TestPerson;
let viewer: TestPerson;
const dayMs = 86_400_000;
// Half a minute past noon yesterday: what is older than eight days by the database's clock is not kept.
const now = new Date((Math.floor(Date.now() / dayMs) - 0.5) * dayMs + 30_000);
const ids: Record<string, number> = {};

beforeAll(async () => {
  api = await createTestApi({ now: () => now });
  await preparePartitions(api.app.db, now);
  [admin, viewer] = [await api.person("admin"), await api.person("viewer")];
  for (const name of ["gateway", "mail", "shop"]) {
    ids[name] = (await api.app.db.source.create({ data: { stream: 1, name, format: "syslog.bsd" } })).id;
    // What a sender makes who names no format and is refused nothing.
    await api.app.db.source.create({ data: { stream: 1, name, format: "auto" } });
  }
}, 60_000);
afterAll(() => api.close());

async function takeIn(
  source: string,
  secondsAgo: number,
  counts: { total: number; rejected?: number; duplicate?: number },
) {
  const { total, rejected = 0, duplicate = 0 } = counts;
  await api.app.pool.query(
    "INSERT INTO intake (stream, received, source, total, rejected, duplicate, accepted) VALUES (1, $1, $2, $3, $4, $5, $6)",
    [
      new Date(now.getTime() - secondsAgo * 1000),
      ids[source],
      total,
      rejected,
      duplicate,
      total - rejected - duplicate,
    ],
  );
}

async function list(query = "") {
  const response = await api.ask("GET", `/api/v1/sources?stream=main${query}`, { cookie: viewer.cookie });
  expect(response.status).toBe(200);
  return response.json();
}

test("counts are the same whether the job has added them up or not, and none is counted twice", async () => {
  for (let minute = 59; minute >= 20; minute -= 1) await takeIn("shop", minute * 60, { total: 10 });
  await takeIn("gateway", 50 * 60, { total: 100, rejected: 7, duplicate: 3 });
  await takeIn("gateway", 70 * 60, { total: 1_000 });
  await takeIn("gateway", 4, { total: 40 });
  const before = (await list()).items;
  await measureSources(api.app.pool, 1);
  await measureSources(api.app.pool, 1);
  const after = (await list()).items;
  expect(after.map(({ name }: { name: string }) => name)).toEqual(["gateway", "mail", "shop"]);
  const [gateway, mail, shop] = after;
  expect(gateway).toMatchObject({
    received: 140,
    rejected: 7,
    duplicate: 3,
    accepted: 130,
    perSecond: 4,
    silent: null,
  });
  expect(gateway.bars).toHaveLength(60);
  expect(gateway.bars[59]).toBe(40);
  expect(mail).toMatchObject({ received: 0, lastReceived: null, silent: null });
  expect(shop).toMatchObject({ received: 400 });
  expect(before.map(({ bars }: { bars: number[] }) => bars)).toEqual(after.map(({ bars }: { bars: number[] }) => bars));
  expect((await list("&range=6h")).items[0]).toMatchObject({ received: 1_140 });
});

test("a clock that runs ahead is not called right: how many of its times are not used is told", async () => {
  // As scoring places them: what states a time too far ahead, or none, counts as received, and is marked.
  const place = (id: number, source: string, adjusted: boolean, agoMs: number) => ({
    ...{ id: BigInt(id), stream: 1, received: now, time: new Date(now.getTime() - agoMs), timeAdjusted: adjusted },
    ...{ source: ids[source] ?? 0, classUid: 3002, activityId: 1, statusId: 1, severityId: 1, summary: "x" },
    ...{ margin: 1, score: 10, confidence: 1, band: 0, policyVersion: 1, thresholdVersion: 1, referenceVersion: 1 },
  });
  await api.app.db.event.createMany({
    data: [
      ...[1, 2, 3].map((id) => place(id, "gateway", true, 0)),
      ...[4, 5, 6].map((id) => place(id, "mail", false, 90_000)),
      place(7, "mail", true, 0),
    ],
  });
  const [gateway, mail] = (await list()).items;
  expect(gateway).toMatchObject({ clockLagMs: null, lastEvent: null, clockUnused: 1 });
  expect(mail).toMatchObject({ clockLagMs: 90_000, clockUnused: 0.25 });
  await takeIn("gateway", 3, { total: 3 });
  await takeIn("mail", 3, { total: 4 });
  await measureSources(api.app.pool, 1);
  await api.app.pool.query("DELETE FROM event");
  const [kept, alsoKept] = (await list()).items;
  expect([kept.clockUnused, alsoKept.clockUnused]).toEqual([1, 0.25]);
});

test("a source that sent each minute and has gone quiet is marked", async () => {
  // The job asks the database's clock for the last day; the rows lie on the test's.
  await api.app.pool.query("UPDATE source_standing SET active_minutes = 40, usual_gap_ms = 60000 WHERE source = $1", [
    ids.shop,
  ]);
  const shop = (await list()).items[2];
  expect(shop.silent).toEqual({ forMs: 20 * 60_000, usualMs: 60_000 });
});

test("pages follow each other by name", async () => {
  const first = await list("&limit=4");
  const second = await list(`&limit=4&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["gateway", "mail", "shop"]);
  expect(second.nextCursor).toBeNull();
});

test("an administrator sets the zone, with an audit entry; what is no zone is named", async () => {
  const path = `/api/v1/sources/${ids.mail}`;
  const done = await api.ask("PATCH", path, { cookie: admin.cookie, body: { zone: "europe/vienna" } });
  expect(await done.json()).toMatchObject({ zone: "Europe/Vienna" });
  const entry = await api.app.db.auditEntry.findFirstOrThrow({ where: { action: "source.zone" } });
  expect(entry).toMatchObject({ actor: admin.email, before: { zone: "UTC" }, after: { zone: "Europe/Vienna" } });
  const wrong = await api.ask("PATCH", path, { cookie: admin.cookie, body: { zone: "Middle/Earth" } });
  expect([wrong.status, (await wrong.json()).errors[0].path]).toEqual([400, "body.zone"]);
});

test("refused records are shown with nothing hidden in them, and who looked is recorded", async () => {
  const head = Buffer.from("user=\u202eevil\u0007\n");
  for (const reason of ["No format fits.", "Too deep."]) {
    await api.app.db.rejectedSample.create({ data: { stream: 1, source: ids.mail ?? 0, reason, head } });
  }
  const path = `/api/v1/sources/${ids.mail}/rejects`;
  const first = await (await api.ask("GET", `${path}?limit=1`, { cookie: viewer.cookie })).json();
  expect(first.items).toMatchObject([{ reason: "Too deep.", head: "user=‹U+202E›evil‹U+0007›⏎" }]);
  const second = await (
    await api.ask("GET", `${path}?limit=1&cursor=${first.nextCursor}`, { cookie: viewer.cookie })
  ).json();
  expect(second).toMatchObject({ items: [{ reason: "No format fits." }], nextCursor: null });
  expect((await api.ask("GET", `${path}?stream=demo`, { cookie: viewer.cookie })).status).toBe(404);
  const looked = await api.app.db.auditEntry.count({ where: { action: "source.view_rejects", actor: viewer.email } });
  expect(looked).toBe(2);
});
