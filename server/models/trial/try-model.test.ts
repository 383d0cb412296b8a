import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ModelTrial, modelTrialSchema } from "../../../lib/contracts/model-trial.ts";
import { firstPolicy, type PolicyBody } from "../../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../../testing/api.ts";
import { insertModel } from "../../../testing/model-row.ts";
import { loudChampion, muteChampion } from "../../../testing/models/mute-champion.ts";
import { appendInBlocks, failureBurst, ordinaryEvents } from "../../../testing/scoring-events.ts";
import { eventually, type RunningLoop, startLoop } from "../../../testing/scoring-world.ts";
import { byTwo } from "../../../testing/second-person.ts";
import { createPool, type Pool } from "../../db/pg.ts";
import { type Appender, createAppender } from "../../event-log/append.ts";

let api: TestApi;
let admin: TestPerson;
let appender: Appender;
let loop: RunningLoop;
let pool: Pool;
let champion: number;
let mute: number;
const startMs = Date.now() - 3_600_000;
const reason = "to try it";

async function append(events: ReturnType<typeof ordinaryEvents>): Promise<void> {
  await appendInBlocks(appender, events, 500);
  await eventually(async () => {
    const { rows } = await pool.query("SELECT 1 FROM log_position WHERE stream = 1 AND position = $1", [appender.head]);
    return rows.length > 0 ? true : null;
  });
}

const inForce = (sql: string) => eventually(async () => ((await pool.query(sql)).rows.length > 0 ? true : null));

async function ask(method: "GET" | "POST", path: string, body?: object) {
  const response = await api.ask(method, `/api/v1${path}`, {
    cookie: admin.cookie,
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, answer: await response.json() };
}

async function tried(path: string): Promise<ModelTrial> {
  const { status, answer } = await ask("GET", path);
  expect(status).toBe(200);
  return modelTrialSchema.parse(answer);
}

const promote = (id: number, body: object) =>
  api.ask("POST", `/api/v1/models/${id}/promote`, { cookie: admin.cookie, body });

/** 4,920 ordinary events and a burst without a model; then a model made by chance is in force, and 600 more. */
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
  pool = createPool({ url: api.superuserUrl, name: "test", max: 2 });
  appender = createAppender({ url: api.databaseUrl, stream: 1 });
  loop = startLoop(api.databaseUrl);
  await append([...ordinaryEvents(4_920, startMs), ...failureBurst(80, startMs + 200_000)]);
  const { version, ...first } = firstPolicy;
  const policy: PolicyBody = { ...first, notify: { method: "fixed", margin: 3 } };
  await ask("POST", "/policies", { stream: "main", basedOn: version, reason, policy });
  await inForce("SELECT 1 FROM policy WHERE stream = 1 AND version = 2 AND active_from IS NOT NULL");
  champion = await insertModel(pool, {
    name: "by chance",
    artefact: loudChampion(),
  });
  mute = await insertModel(pool, { name: "mute one", artefact: muteChampion() });
  await byTwo(api, await promote(champion, { reason, seenChampion: null, confirmation: "by chance" }));
  await inForce("SELECT 1 FROM model_activation WHERE active_from IS NOT NULL");
  await append(ordinaryEvents(600, startMs + 220_000));
  await pool.query("UPDATE alert SET status = 'resolved', verdict = 'true_positive' WHERE stream = 1");
}, 120_000);
afterAll(async () => {
  await loop.stop();
  await appender.close();
  await pool.end();
  await api.close();
});

describe("a model tried on recent events", () => {
  test("differs in nothing from itself", async () => {
    const trial = await tried(`/models/${champion}/trial`);
    expect(trial.events).toMatchObject({ tried: 5_600, blocks: 1, ofBlocks: 1 });
    expect(trial.alerts.after).toEqual(trial.alerts.before);
    expect([trial.moved, trial.newlyFlagged, trial.noLongerFlagged]).toEqual([0, [], []]);
    expect(trial.knownAttacks.campaigns.before).toBe(trial.knownAttacks.campaigns.after);
    expect(trial.knownAttacks.campaigns.of).toBeGreaterThan(10);
    expect(trial.verdicts.lost).toBe(0);
  });

  test("is scored as scoring scores: events that either has scored have their stored score", async () => {
    const trial = await tried("/models/roll-back/trial?stream=main");
    expect(trial.noLongerFlagged.length).toBeGreaterThan(0);
    for (const { event, scoreBefore, scoreAfter } of trial.noLongerFlagged) {
      const { rows } = await pool.query("SELECT score, model_version FROM event WHERE stream = 1 AND id = $1", [event]);
      expect(rows[0].score).toBe(rows[0].model_version === 1 ? scoreBefore : scoreAfter);
      expect(scoreBefore).toBeGreaterThan(scoreAfter);
    }
    expect([trial.tried, trial.inForce?.name]).toEqual([null, "by chance"]);
    expect(trial.moved).toBeGreaterThan(0);
  });

  test("says which alerts that people called true would be lost, and that a roll back loses them", async () => {
    const trial = await tried("/models/roll-back/trial?stream=main");
    expect(trial.verdicts.truePositive.after).toBeLessThan(trial.verdicts.truePositive.before);
    expect(trial.verdicts.lost).toBe(trial.verdicts.truePositive.before - trial.verdicts.truePositive.after);
    expect(trial.warnings.map(({ kind }) => kind)).toContain("losesTruePositives");
    expect(trial.confirmation).toBeNull();
  });

  test("that knows nothing is promoted only by its name and by two people, and its figures are kept", async () => {
    const refused = await ask("POST", `/models/${mute}/promote`, { reason, seenChampion: champion });
    expect([refused.status, refused.answer.errors[0].path]).toEqual([422, "body.confirmation"]);
    expect(refused.answer.detail).toContain("It knows nothing");
    const answer = await promote(mute, { reason, seenChampion: champion, confirmation: "mute one" });
    expect(answer.status).toBe(202);
    expect(await ask("GET", `/models/${mute}`)).toMatchObject({ answer: { state: "candidate" } });
    const { id } = await byTwo(api, answer);
    const { answer: request } = await ask("GET", `/change-requests/${id}`);
    expect(request).toMatchObject({ kind: "model.promote", outcome: "main is scored by model 2 (mute one)." });
    const { answer: detail } = await ask("GET", `/models/${mute}`);
    expect([detail.state, detail.activations[0].author]).toEqual(["champion", admin.email]);
    expect(detail.activations[0].trial).toEqual(request.evidence.trial);
    expect(request.evidence.trial).toMatchObject({ inForce: { id: champion, name: "by chance" }, needsSecond: true });
    const entry = await api.app.db.auditEntry.findFirst({
      where: { action: "model.promote" },
      orderBy: { id: "desc" },
    });
    expect(entry?.after).toMatchObject({ trial: { warnings: request.evidence.trial.warnings }, request: id });
  });
});

test("on a stream that nothing has scored it says what cannot be said", async () => {
  const id = await insertModel(pool, { stream: "demo", name: "for demo" });
  const trial = await tried(`/models/${id}/trial`);
  expect(trial).toMatchObject({ events: { tried: 0, from: null }, moved: null });
  expect(trial.warnings.flatMap(({ kind, isSerious }) => (isSerious ? [] : [kind]))).toEqual([
    "noThreshold",
    "fewEvents",
    "noVerdicts",
  ]);
});
