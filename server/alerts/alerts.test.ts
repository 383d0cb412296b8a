import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { seedAlerts } from "../../testing/seed.ts";
import { wakeSnoozed } from "./wake-snoozed.ts";

let api: TestApi;
let maria: TestPerson;
let tom: TestPerson;
let serial = 0;
beforeAll(async () => {
  api = await createTestApi();
  [maria, tom] = [await api.person("analyst"), await api.person("responder")];
}, 60_000);
afterAll(() => api.close());

/** One open alert of a finding of its own. */
async function raise(): Promise<number> {
  serial += 1;
  const [id = 0] = await seedAlerts(api.app.db, [{ key: `finding ${serial}` }]);
  return id;
}
const patch = (id: number, body: unknown, person = maria) =>
  api.ask("PATCH", `/api/v1/alerts/${id}`, { cookie: person.cookie, body });
const detail = async (id: number) => (await api.ask("GET", `/api/v1/alerts/${id}`, { cookie: maria.cookie })).json();

describe("one change", () => {
  test("acknowledge assigns to whoever did it, and commits with history, audit and push", async () => {
    const id = await raise();
    const answer = await patch(id, { revision: 1, status: "in_progress" });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: "in_progress",
      assignee: maria.email,
      revision: 2,
      acknowledgedAt: expect.any(String),
    });
    expect((await detail(id)).activity).toMatchObject([{ actor: maria.email, kind: "acknowledged" }]);
    const entry = await api.app.db.auditEntry.findFirst({ where: { resource: `alert:${id}` } });
    expect(entry).toMatchObject({
      actor: maria.email,
      action: "alert.acknowledged",
      outcome: "success",
      address: "192.0.2.1",
    });
    expect(entry).toMatchObject({
      before: { status: "new" },
      after: { status: "in_progress" },
      requestId: expect.any(String),
    });
    const message = await api.app.db.outbox.findFirst({ orderBy: { number: "desc" } });
    expect(message).toMatchObject({
      room: "alerts",
      kind: "alert",
      payload: { change: "changed", alert: { id, revision: 2 } },
    });
    // Acknowledging what is acknowledged changes nothing and takes it from nobody.
    const again = await patch(id, { status: "in_progress" }, tom);
    expect(await again.json()).toMatchObject({ assignee: maria.email, revision: 2 });
  });

  test("resolving needs verdict and reason; reopening clears them", async () => {
    const id = await raise();
    for (const body of [
      { status: "resolved" },
      { status: "resolved", verdict: "benign" },
      { status: "resolved", reason: "x" },
    ]) {
      const refused = await patch(id, body);
      expect([refused.status, (await refused.json()).code]).toEqual([422, "unprocessable"]);
    }
    const resolved = await patch(id, { status: "resolved", verdict: "false_positive", reason: "backup job" });
    expect(await resolved.json()).toMatchObject({
      status: "resolved",
      verdict: "false_positive",
      verdictReason: "backup job",
    });
    const reopened = await patch(id, { status: "in_progress" });
    expect(await reopened.json()).toMatchObject({
      status: "in_progress",
      verdict: null,
      verdictReason: null,
      revision: 3,
    });
  });

  test("a verdict without resolving, a snooze into the past, nothing at all: refused", async () => {
    const id = await raise();
    for (const body of [
      { verdict: "benign" },
      { status: "suppressed" },
      { status: "suppressed", snoozedUntil: "2020-01-01T00:00:00Z" },
      { status: "in_progress", snoozedUntil: "2090-01-01T00:00:00Z" },
      {},
      { revision: 1 },
      { assignee: "nobody@example.org" },
    ]) {
      expect([body, (await patch(id, body)).status]).toEqual([body, 422]);
    }
    expect((await patch(id, { colour: "red" })).status).toBe(400);
    expect((await patch(id, { note: "NUL \u0000" })).status).toBe(400);
    expect((await patch(999_999, { note: "hello" })).status).toBe(404);
    expect(await detail(id)).toMatchObject({ revision: 1, activity: [] });
  });

  test("a reason is kept with the step it is for, and refused by name where there is none", async () => {
    const id = await raise();
    const refusedPath = async (answer: Response) => [answer.status, (await answer.json()).errors?.[0]?.path];
    for (const body of [{ reason: "why" }, { verdict: "benign", reason: "why" }, { note: "seen", reason: "why" }]) {
      expect([body, await refusedPath(await patch(id, body))]).toEqual([body, [400, "body.reason"]]);
    }
    const bulk = { ids: [id], patch: { reason: "why" } };
    const answer = await api.ask("POST", "/api/v1/alerts/bulk", { cookie: maria.cookie, body: bulk });
    expect(await refusedPath(answer)).toEqual([400, "body.patch.reason"]);
    expect(await refusedPath(await patch(id, { snoozedUntil: "9999-01-01T00:00:00Z" }))).toEqual([
      400,
      "body.snoozedUntil",
    ]);
    expect(await detail(id)).toMatchObject({ revision: 1, activity: [] });
    await patch(id, { snoozedUntil: "2090-01-01T00:00:00Z", reason: "known until the audit" });
    await patch(id, { status: "in_progress", reason: "it came back" });
    await patch(id, { assignee: tom.email, reason: "his network" });
    const reasons = (await detail(id)).activity.map((step: { kind: string; detail: { reason?: string } }) => [
      step.kind,
      step.detail.reason,
    ]);
    expect(reasons).toEqual([
      ["assigned", "his network"],
      ["acknowledged", "it came back"],
      ["snoozed", "known until the audit"],
    ]);
  });

  test("an acknowledgement taken back has taken no time", async () => {
    const id = await raise();
    await patch(id, { status: "in_progress" });
    const undone = await patch(id, { revision: 2, status: "new", assignee: null });
    expect(await undone.json()).toMatchObject({ status: "new", assignee: null, acknowledgedAt: null, revision: 3 });
  });

  test("snooze, assign and note", async () => {
    const id = await raise();
    const until = "2090-01-01T00:00:00.000Z";
    expect(await (await patch(id, { snoozedUntil: until })).json()).toMatchObject({
      status: "suppressed",
      snoozedUntil: until,
    });
    expect(await (await patch(id, { snoozedUntil: null })).json()).toMatchObject({ status: "new", snoozedUntil: null });
    expect(await (await patch(id, { assignee: tom.email, note: "yours, Tom \ud800" })).json()).toMatchObject({
      assignee: tom.email,
    });
    const kinds = (await detail(id)).activity.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(["note", "assigned", "returned", "snoozed"]);
  });

  test("an alert whose finding is open again elsewhere is not reopened beside it", async () => {
    const id = await raise();
    await patch(id, { status: "resolved", verdict: "benign", reason: "known" });
    const [twin] = await seedAlerts(api.app.db, [{ key: `finding ${serial}` }]);
    const refused = await patch(id, { status: "new" });
    expect([refused.status, (await refused.json()).detail]).toEqual([422, expect.stringContaining(`Alert ${twin}`)]);
  });
});

describe("two people at once", () => {
  test("of two changes based on the same revision one wins, and the other is shown what holds now", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await raise();
      const answers = await Promise.all([
        patch(id, { revision: 1, status: "in_progress" }, maria),
        patch(id, { revision: 1, status: "resolved", verdict: "benign", reason: "known" }, tom),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [winner, loser] = answers[0].status === 200 ? answers : [answers[1], answers[0]];
      const row = await winner.json();
      expect(await loser.json()).toMatchObject({ code: "conflict", current: row });
      expect(await detail(id)).toMatchObject({ revision: 2, status: row.status, activity: [expect.anything()] });
      expect(await api.app.db.auditEntry.count({ where: { resource: `alert:${id}`, outcome: "success" } })).toBe(1);
    }
  });

  test("bulks that overlap the other way round do not block each other", async () => {
    const ids: number[] = [];
    for (let i = 0; i < 20; i += 1) ids.push(await raise());
    const bulk = (list: readonly number[], person: TestPerson) =>
      api.ask("POST", "/api/v1/alerts/bulk", { cookie: person.cookie, body: { ids: list, patch: { note: "seen" } } });
    const rounds = Array.from({ length: 6 }, (_, i) =>
      bulk(i % 2 === 0 ? ids : ids.toReversed(), i % 2 === 0 ? maria : tom),
    );
    for (const answer of await Promise.all(rounds)) expect((await answer.json()).changed).toHaveLength(20);
    expect(await api.app.db.alertActivity.count({ where: { alertId: { in: ids.map(BigInt) } } })).toBe(120);
    const numbers = await api.app.db.outbox.findMany({ orderBy: { number: "asc" }, select: { number: true } });
    expect(numbers.map(({ number }) => Number(number))).toEqual(numbers.map((_, index) => index + 1));
  });

  test("a bulk decides each alert on its own", async () => {
    const [open, resolved] = [await raise(), await raise()];
    await patch(resolved, { status: "resolved", verdict: "benign", reason: "known" });
    await seedAlerts(api.app.db, [{ key: `finding ${serial}` }]);
    const body = { ids: [open, resolved, 999_999], patch: { status: "in_progress" } };
    const answer = await (await api.ask("POST", "/api/v1/alerts/bulk", { cookie: maria.cookie, body })).json();
    expect(answer.changed.map(({ id }: { id: number }) => id)).toEqual([open]);
    expect(answer.refused.map(({ id }: { id: number }) => id)).toEqual([resolved, 999_999]);
  });
});

test("a bulk based on what was seen leaves alone what somebody else changed since", async () => {
  const [seen, changed] = [await raise(), await raise()];
  await patch(changed, { note: "I am on it" }, tom);
  const body = {
    ids: [seen, changed],
    revisions: [1, 1],
    patch: { status: "resolved", verdict: "benign", reason: "one cause" },
  };
  const bulk = (sent: unknown) =>
    api.ask("POST", "/api/v1/alerts/bulk", { cookie: maria.cookie, body: sent }).then((answer) => answer.json());
  const answer = await bulk(body);
  expect(answer.changed).toMatchObject([{ id: seen, status: "resolved", verdictReason: "one cause" }]);
  expect(answer.refused).toEqual([{ id: changed, reason: "Somebody else changed it meanwhile." }]);
  expect(await detail(changed)).toMatchObject({ status: "new" });
  expect((await bulk({ ...body, revisions: [1] })).errors).toMatchObject([{ path: "body.revisions" }]);
  expect(await api.app.db.auditEntry.count({ where: { resource: `alert:${seen}`, action: "alert.resolved" } })).toBe(1);
});

test("a snooze that ends brings the alert back, once, and tells the screens", async () => {
  const [fresh, taken] = [await raise(), await raise()];
  await patch(taken, { status: "in_progress" });
  for (const id of [fresh, taken]) await patch(id, { snoozedUntil: "2090-01-01T00:00:00Z" });
  await api.app.db.alert.updateMany({
    where: { id: { in: [BigInt(fresh), BigInt(taken)] } },
    data: { snoozedUntil: new Date(0) },
  });
  const counts = await Promise.all([wakeSnoozed(api.app.pool), wakeSnoozed(api.app.pool)]);
  expect(counts[0] + counts[1]).toBe(2);
  expect(await detail(fresh)).toMatchObject({
    status: "new",
    snoozedUntil: null,
    activity: [{ actor: "system", kind: "returned" }, {}],
  });
  expect(await detail(taken)).toMatchObject({ status: "in_progress" });
  const message = await api.app.db.outbox.findFirst({ orderBy: { number: "desc" } });
  expect(message).toMatchObject({ kind: "alert", payload: { change: "changed", alert: { snoozedUntil: null } } });
});
