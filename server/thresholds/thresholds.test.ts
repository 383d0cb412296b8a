import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { seedGuard, seedSpotCheck } from "../../testing/guard-row.ts";
import { seedAlerts } from "../../testing/seed.ts";

let api: TestApi;
let admin: TestPerson;
let analyst: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [admin, analyst] = [await api.person("admin"), await api.person("analyst")];
}, 60_000);
afterAll(() => api.close());
beforeEach(async () => {
  for (const table of ["guard_input", "spot_check", "change_request", "guard_view"]) {
    await api.app.pool.query(`DELETE FROM ${table}`);
  }
});

const get = async (path: string) => (await api.ask("GET", `/api/v1/thresholds${path}`, analyst)).json();
const waiting = async () =>
  (await api.app.pool.query("SELECT stream, kind, request, actor FROM guard_input ORDER BY id")).rows;

describe("how thresholds stand", () => {
  test("is told with the guard, its rails, canaries and what is missing for a rate", async () => {
    await seedGuard(api.app.pool, { stream: "main" });
    await seedSpotCheck(api.app.pool, { stream: "main", eventId: 7 });
    await seedSpotCheck(api.app.pool, { stream: "main", eventId: 8, dueMs: Date.UTC(2020, 1, 1) });
    expect(await get("")).toMatchObject({
      guarded: {
        ...{ notify: 5, anchor: 5, rails: { low: 3.5, high: 6.5 }, realised: null, frozen: null, request: null },
        canaries: [{ family: "guessing", atAnchor: 2 / 3, atNotify: 2 / 3, blind: false }],
      },
      spotChecks: { open: 1, late: 1, judged: 0 },
    });
    expect((await get("/estimates")).recall).toMatchObject({ kind: "tooFew" });
    // A move since the guard was last written is in force: the panel says what the chart beside it says.
    await api.app.pool.query(`INSERT INTO threshold_change (stream, version, "offset", policy_version, notify, old_notify, cause, reason,
        actor, estimated, inputs_digest, guard) VALUES (1, 3, 510, 2, 4.5, 5, 'person', 'lower', 'ann', false, 'd2', 3)`);
    expect((await get("")).guarded.notify).toBe(4.5);
  });

  test("is estimated from what the guard took up in time, and waits for verdicts by the guard's own clock", async () => {
    await seedGuard(api.app.pool, { stream: "main" });
    const clockMs = Date.UTC(2026, 10, 20, 1);
    const dueIn = (hours: number, eventId: number) =>
      seedSpotCheck(api.app.pool, { stream: "main", eventId, dueMs: clockMs + hours * 3_600_000 });
    // Of a replay: due by a clock that stands years behind the one on the wall, or ahead of it.
    await dueIn(1, 1);
    await dueIn(-1, 2);
    await api.app.pool.query("UPDATE spot_check SET guard = 2 WHERE id = $1", [await dueIn(1, 3)]);
    expect((await get("")).spotChecks).toEqual({ open: 1, late: 2, judged: 0 });
    expect((await get("/spot-checks")).items.map(({ eventId }: { eventId: number }) => eventId)).toEqual([1]);
    expect((await get("/spot-checks?state=late")).items).toHaveLength(2);

    const [missed, tooLate] = [await dueIn(1, 4), await dueIn(-1, 5)];
    const said = [
      { number: 4, kind: "alert", id: 70, outcomes: ["attack", "late", "counted"] },
      { number: 5, kind: "alert", id: 71, outcomes: ["counted"] },
      { number: 6, kind: "spotCheck", id: missed, outcomes: ["attack"] },
      { number: 7, kind: "spotCheck", id: tooLate, outcomes: ["late"] },
      // Somebody thought again: the newest verdict alone stands; what a guard before took up says nothing.
      { number: 8, kind: "alert", id: 71, outcomes: ["takenBack"] },
      { number: 2, kind: "alert", id: 72, outcomes: ["counted"] },
    ];
    for (const { number, kind, id, outcomes } of said) {
      await api.app.pool.query(
        `INSERT INTO guard_input (stream, kind, request, actor, number, active_from, taken_at, payload, answer)
         VALUES (1, $1, $2, 'ann', $3, 20, now(), '{}', $4)`,
        [
          kind,
          { id },
          number,
          { outcome: "", steps: outcomes.map((outcome, offset) => ({ offset, outcome, step: 0 })) },
        ],
      );
    }
    const estimates = await get("/estimates");
    expect(estimates.judged).toEqual({ flagged: 2, spotChecks: 1, missed: 1 });
    expect(estimates.precision).toMatchObject({ kind: "interval", estimate: 0.5 });
  });

  test("is told without one, too", async () => {
    expect(await get("?stream=demo")).toMatchObject({ guarded: null, spotChecks: { open: 0 } });
    expect((await get("/estimates?stream=demo")).falseAlarmRate.reason).toContain("No guarded threshold");
  });
});

describe("a spot check", () => {
  test("gets a verdict that goes to the guard, and may be taken back", async () => {
    await seedGuard(api.app.pool, { stream: "main" });
    const id = await seedSpotCheck(api.app.pool, { stream: "main", eventId: 7 });
    const judge = (body: object) =>
      api.ask("POST", `/api/v1/thresholds/spot-checks/${id}/verdict`, { cookie: analyst.cookie, body });
    expect(await (await judge({ verdict: "benign", reason: "a new laptop" })).json()).toMatchObject({
      ...{ state: "judged", verdict: "benign", judgedBy: analyst.email, threshold: 5, stratum: "near" },
    });
    expect((await get("/spot-checks")).items).toEqual([]);
    expect((await get("/spot-checks?state=judged")).items).toHaveLength(1);
    await judge({ verdict: "benign" });
    expect(await (await judge({ verdict: null })).json()).toMatchObject({ state: "open", judgedBy: null });
    const asked = { stream: 1, kind: "spotCheck", request: { id }, actor: analyst.email };
    expect(await waiting()).toEqual([asked, asked]);
  });

  test("that two people judge keeps the first verdict where the second has not seen it", async () => {
    const id = await seedSpotCheck(api.app.pool, { stream: "main", eventId: 9 });
    const judge = (cookie: string, body: object) =>
      api.ask("POST", `/api/v1/thresholds/spot-checks/${id}/verdict`, { cookie, body });
    const other = await api.person("analyst");
    const answers = await Promise.all([
      judge(analyst.cookie, { verdict: "attack", seen: null }),
      judge(other.cookie, { verdict: "benign", seen: null }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, second] = answers[0].status === 200 ? [analyst, other] : [other, analyst];
    const refused = answers[0].status === 409 ? answers[0] : answers[1];
    expect((await refused.json()).detail).toContain(`${first.email} judged it`);
    // Whoever has seen it may say otherwise; the first one's undo then finds another verdict than its own.
    const [said, otherwise] = first === analyst ? ["attack", "benign"] : ["benign", "attack"];
    expect((await judge(second.cookie, { verdict: otherwise, seen: said })).status).toBe(200);
    expect((await judge(first.cookie, { verdict: null, seen: said })).status).toBe(409);
    expect((await judge(second.cookie, { verdict: otherwise, seen: said })).status).toBe(200);
  });

  test("is not judged by who may only read", async () => {
    const id = await seedSpotCheck(api.app.pool, { stream: "main", eventId: 7 });
    const { cookie } = await api.person("viewer");
    const body = { verdict: "benign" };
    expect((await api.ask("POST", `/api/v1/thresholds/spot-checks/${id}/verdict`, { cookie, body })).status).toBe(403);
  });
});

test("the verdict of an alert goes to the guard where there is one, each time it changes", async () => {
  const [id = 0] = await seedAlerts(api.app.db, [{ key: "told" }]);
  const patch = (body: object) => api.ask("PATCH", `/api/v1/alerts/${id}`, { cookie: analyst.cookie, body });
  const resolved = { status: "resolved", verdict: "benign", reason: "known" };
  expect((await patch(resolved)).status).toBe(200);
  expect(await waiting()).toEqual([]);
  await seedGuard(api.app.pool, { stream: "main" });
  await patch({ verdict: "true_positive", status: "resolved", reason: "no, it was one" });
  await patch({ status: "in_progress" });
  expect(await waiting()).toEqual(
    Array.from({ length: 2 }, () => ({ stream: 1, kind: "alert", request: { id }, actor: analyst.email })),
  );
});

describe("a move", () => {
  const rollBack = (stream: "main" | "demo", version = 2) =>
    api.ask("POST", `/api/v1/thresholds/moves/${version}/roll-back`, {
      cookie: admin.cookie,
      body: { stream, reason: "too many alarms" },
    });

  test("of the guard in force goes back at once where more is flagged then", async () => {
    await seedGuard(api.app.pool, { stream: "main", notify: 5 });
    const { items } = await get("/moves");
    expect(items).toMatchObject([
      { version: 2, from: 4.9, to: 5, cause: "guarded", digest: "d1", canRollBack: true },
      { version: 1, canRollBack: false },
    ]);
    expect(await (await rollBack("main")).json()).toEqual({ outcome: "underWay", changeRequest: null });
    expect(await waiting()).toMatchObject([
      { kind: "rollBack", request: { guard: 3, version: 2, to: 4.9, anchor: null, byTwo: false } },
    ]);
    expect((await rollBack("main", 1)).status).toBe(422);
    expect((await rollBack("main", 9)).status).toBe(404);
  });

  test("is asked for where less would be flagged, and goes to the guard once another person approves", async () => {
    await seedGuard(api.app.pool, { stream: "main", notify: 5 });
    await api.app.pool.query("UPDATE threshold_change SET old_notify = 6 WHERE stream = 1 AND version = 2");
    const answer = await (await rollBack("main")).json();
    expect(answer.outcome).toBe("asked");
    expect(await waiting()).toEqual([]);
    const second = await api.person("admin");
    await api.app.db.user.update({ where: { id: second.id }, data: { secondFactor: true } });
    const path = `/api/v1/change-requests/${answer.changeRequest}`;
    const { digest } = await (await api.ask("GET", path, second)).json();
    const body = { decision: "approve", digest, reason: "seen and agreed" };
    expect(await (await api.ask("POST", `${path}/decide`, { cookie: second.cookie, body })).json()).toMatchObject({
      state: "approved",
    });
    expect(await waiting()).toMatchObject([{ kind: "rollBack", request: { to: 6, actor: admin.email, byTwo: true } }]);
  });

  const byHand = (to: number, stream = "main", person = admin) => {
    const body = { stream, to, reason: "a campaign against us" };
    return api.ask("POST", "/api/v1/thresholds/moves", { cookie: person.cookie, body });
  };

  test("by hand is under way at once where it lowers notify, and stays between the rails", async () => {
    expect((await byHand(4.5)).status).toBe(422);
    await seedGuard(api.app.pool, { stream: "main", notify: 5 });
    expect(await (await byHand(4.5)).json()).toEqual({ outcome: "underWay", changeRequest: null });
    const request = { guard: 3, to: 4.5, actor: admin.email, reason: "a campaign against us", byTwo: false };
    expect(await waiting()).toEqual([{ stream: 1, kind: "byHand", request, actor: admin.email }]);
    expect((await byHand(3.4)).status).toBe(422);
    expect((await byHand(4.5, "main", analyst)).status).toBe(403);
  });

  test("by hand that raises notify goes to the guard once another person approves", async () => {
    await seedGuard(api.app.pool, { stream: "main", notify: 5 });
    const answer = await (await byHand(5.5)).json();
    expect(answer.outcome).toBe("asked");
    expect(await waiting()).toEqual([]);
    const second = await api.person("admin");
    await api.app.db.user.update({ where: { id: second.id }, data: { secondFactor: true } });
    const path = `/api/v1/change-requests/${answer.changeRequest}`;
    const { digest } = await (await api.ask("GET", path, second)).json();
    const body = { decision: "approve", digest, reason: "seen and agreed" };
    await api.ask("POST", `${path}/decide`, { cookie: second.cookie, body });
    expect(await waiting()).toMatchObject([{ kind: "byHand", request: { to: 5.5, actor: admin.email, byTwo: true } }]);
  });

  test("up is approved as it was seen: not once notify was lowered much since", async () => {
    await seedGuard(api.app.pool, { stream: "main", notify: 5 });
    const { changeRequest } = await (await byHand(5.5)).json();
    // Somebody has seen a campaign meanwhile.
    await api.app.pool.query("UPDATE threshold_change SET notify = 4 WHERE stream = 1 AND version = 2");
    const second = await api.person("admin");
    await api.app.db.user.update({ where: { id: second.id }, data: { secondFactor: true } });
    const path = `/api/v1/change-requests/${changeRequest}`;
    const { digest } = await (await api.ask("GET", path, second)).json();
    const body = { decision: "approve", digest, reason: "seen and agreed" };
    const decided = await api.ask("POST", `${path}/decide`, { cookie: second.cookie, body });
    expect(await decided.json()).toMatchObject({ state: "cancelled", outcome: expect.stringContaining("was lowered") });
    expect(await waiting()).toEqual([]);
  });

  test("is asked for where its anchor would go up again, and notify could rise further by itself", async () => {
    await seedGuard(api.app.pool, { stream: "main", notify: 5 });
    await api.app.pool.query("UPDATE threshold_change SET old_anchor = 5.5 WHERE stream = 1 AND version = 2");
    expect((await (await rollBack("main")).json()).outcome).toBe("asked");
    expect(await waiting()).toEqual([]);
    await api.app.pool.query("UPDATE threshold_change SET old_anchor = 4.5 WHERE stream = 1 AND version = 2");
    expect((await (await rollBack("main")).json()).outcome).toBe("underWay");
  });
});
