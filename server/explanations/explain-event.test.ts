import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Explanation, explanationSchema } from "../../lib/contracts/explanations.ts";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { randomChampion } from "../../testing/models/random-champion.ts";
import { appendInBlocks, failureBurst, ordinaryEvents } from "../../testing/scoring-events.ts";
import { eventually, type RunningLoop, startLoop } from "../../testing/scoring-world.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { type Appender, createAppender } from "../event-log/append.ts";

let api: TestApi;
let viewer: TestPerson;
let appender: Appender;
let loop: RunningLoop;
let pool: Pool;
const startMs = Date.now() - 3_600_000;
const bytes = writeChampion(randomChampion({ seed: "api", trees: 12, kinds: ["guessing", "beacon"] }));

async function append(events: ReturnType<typeof ordinaryEvents>): Promise<void> {
  await appendInBlocks(appender, events, 500);
  await eventually(async () => {
    const { rows } = await pool.query("SELECT 1 FROM log_position WHERE stream = 1 AND position = $1", [appender.head]);
    return rows.length > 0 ? true : null;
  });
}

async function promote(version: number, modelId: number | null): Promise<void> {
  await pool.query(
    "INSERT INTO model_activation (stream, version, model_id, reason, author) VALUES (1, $1, $2, 'to try it', 'test')",
    [version, modelId],
  );
  await pool.query("NOTIFY tideline_policy");
  await eventually(async () => {
    const { rows } = await pool.query("SELECT 1 FROM model_activation WHERE version = $1 AND active_from > 0", [
      version,
    ]);
    return rows.length > 0 ? true : null;
  });
}

/** Offsets 0-4,999 without a model, 5,000-5,499 with one, then none again; both have a burst. */
beforeAll(async () => {
  api = await createTestApi();
  viewer = await api.person("viewer");
  pool = createPool({ url: api.superuserUrl, name: "test", max: 2 });
  appender = createAppender({ url: api.databaseUrl, stream: 1 });
  loop = startLoop(api.databaseUrl);
  await append([...ordinaryEvents(4920, startMs), ...failureBurst(80, startMs + 200_000)]);
  const { rows } = await pool.query(
    `INSERT INTO trained_model (stream, number, name, state, origin, reason, author, artefact, digest)
     VALUES (1, 7, 'seventh', 'champion', 'imported', 'to try it', 'test', $1, $2) RETURNING id`,
    [Buffer.from(bytes), createHash("sha256").update(bytes).digest("hex")],
  );
  await promote(1, Number(rows[0].id));
  await append([...ordinaryEvents(420, startMs + 220_000), ...failureBurst(80, startMs + 300_000, "203.0.113.77")]);
  await promote(2, null);
  await append(ordinaryEvents(100, startMs + 400_000));
}, 120_000);
afterAll(async () => {
  await loop.stop();
  await appender.close();
  await pool.end();
  await api.close();
});

async function explain(id: number, search = ""): Promise<Explanation> {
  const answer = await api.ask("GET", `/api/v1/events/${id}/explanation${search}`, { cookie: viewer.cookie });
  expect(answer.status).toBe(200);
  return explanationSchema.parse(await answer.json());
}

async function stored(id: number) {
  const { rows } = await pool.query("SELECT margin, score, model_version FROM event WHERE stream = 1 AND id = $1", [
    id,
  ]);
  return rows[0];
}

describe("GET /events/{id}/explanation", () => {
  test("computes the stored score again, before, under and after a trained model", async () => {
    for (const [id, version] of [
      [30, 0],
      [4500, 0],
      [4990, 0],
      [5100, 1],
      [5490, 1],
      [5560, 2],
    ] as const) {
      const event = await stored(id);
      const found = await explain(id);
      expect(event.model_version).toBe(version);
      expect([found.margin, found.score]).toEqual([event.margin, event.score]);
      expect(found.model).toEqual(version === 1 ? { id: expect.any(Number), number: 7, name: "seventh" } : null);
      expect(found.logOdds === null).toBe(version !== 1);
      expect(found.probabilityNote).toMatch(version === 1 ? /^Calibrated on random numbers\./ : /^Uncalibrated/);
    }
  });

  test("gives the event itself the same probability", async () => {
    const read = async (id: number) => (await api.ask("GET", `/api/v1/events/${id}`, { cookie: viewer.cookie })).json();
    expect((await read(5490)).probability).toBe((await explain(5490)).probability);
    expect((await read(4990)).probability).toBeNull();
  });

  test("takes its threshold from the policy that judged the event, and says what would have kept it under", async () => {
    const burst = await explain(4990);
    expect(burst.counterfactual).toMatchObject({ threshold: Math.log(9999), found: true });
    expect(burst.counterfactual?.changes[0]?.words).toBe("failed sign-ins within ten minutes");
    expect(burst.counterfactual?.scoreAfter).toBeLessThan(burst.score);
    expect(burst.detectors.floor?.detector).toBe("failure-burst");
    expect((await explain(4500)).counterfactual).toBeNull();
  });

  test("explains against the background and by a surrogate where that is asked for", async () => {
    const plain = await explain(5490);
    const asked = await explain(5490, "?against=background&surrogate=1");
    expect([plain.trees?.against, asked.trees?.against]).toEqual(["paths", "background"]);
    expect(plain.surrogate).toBeNull();
    expect(asked.surrogate?.stability).toBeGreaterThan(0);
    expect(asked.kinds.map(({ name }) => name).sort()).toEqual(["beacon", "guessing"]);
  });

  test("lets nobody keep the processor busy with explanations, nor others from theirs", async () => {
    const other = await api.person("viewer");
    const ask = () => api.ask("GET", "/api/v1/events/999999/explanation", { cookie: other.cookie });
    const answers = await Promise.all(Array.from({ length: 90 }, ask));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404, 429]));
    expect((await explain(30)).event).toBe(30);
  });

  test("says what is missing instead of guessing", async () => {
    expect((await api.ask("GET", "/api/v1/events/999999/explanation", { cookie: viewer.cookie })).status).toBe(404);
    await pool.query("UPDATE event SET margin = margin + 1 WHERE stream = 1 AND id = 4501");
    const other = await api.ask("GET", "/api/v1/events/4501/explanation", { cookie: viewer.cookie });
    expect([other.status, (await other.json()).detail]).toEqual([422, expect.stringContaining("another version")]);
    await pool.query("DELETE FROM artefact WHERE kind = 'model'");
    const gone = await api.ask("GET", "/api/v1/events/5101/explanation", { cookie: viewer.cookie });
    expect([gone.status, (await gone.json()).detail]).toEqual([422, expect.stringContaining("model that scored it")]);
  });
});
