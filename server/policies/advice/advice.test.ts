import { afterAll, beforeAll, expect, test } from "vitest";
import { policyAdviceSchema } from "../../../lib/contracts/policy-advice.ts";
import { exceptionSuggestionsSchema } from "../../../lib/contracts/policy-suggestions.ts";
import { createRandom } from "../../../lib/stats/random.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../../testing/api.ts";

let api: TestApi;
let viewer: TestPerson;

interface Judged {
  readonly margin: number;
  /** Its source address. */
  readonly about?: string;
  readonly verdict: "true_positive" | "false_positive" | null;
}

/** Alerts of the last ten hours, in the form that scoring writes them. */
async function seed(alerts: readonly Judged[]): Promise<void> {
  await api.app.pool.query(
    `INSERT INTO alert (stream, finding_key, title, reason, severity, status, verdict, detectors, techniques, entities, entity_ids,
       first_seen, last_seen, event_count, event_id, event_received, margin, score, confidence, threshold,
       threshold_version, policy_version, contributions, features, created_at, resolved_at)
     SELECT 1, 'seed ' || i, 'seeded', 'seeded', 3, CASE WHEN verdict IS NULL THEN 'new' ELSE 'resolved' END, verdict, '{}', '{}',
       CASE WHEN about IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(
         jsonb_build_object('id', '1', 'kind', 'user', 'name', 'svc', 'role', 'user'),
         jsonb_build_object('id', '2', 'kind', 'address', 'name', about, 'role', 'source')) END,
       '{}', now(), now(), 1, i, now(), margin, 50, 1, 5, 1, 1, '[]', '[]', now() - i * interval '10 hours' / cardinality($1::float8[]),
       CASE WHEN verdict IS NULL THEN NULL ELSE now() END
     FROM unnest($1::float8[], $2::text[], $3::text[]) WITH ORDINALITY AS a (margin, verdict, about, i)`,
    [
      alerts.map(({ margin }) => margin),
      alerts.map(({ verdict }) => verdict),
      alerts.map(({ about }) => about ?? null),
    ],
  );
}

async function advise(search: string) {
  const answer = await api.ask("GET", `/api/v1/policies/advice?${search}`, { cookie: viewer.cookie });
  expect(answer.status).toBe(200);
  return policyAdviceSchema.parse(await answer.json());
}

beforeAll(async () => {
  api = await createTestApi();
  viewer = await api.person("viewer");
  await api.app.pool.query(`INSERT INTO threshold_change
    (stream, version, "offset", policy_version, notify, cause, reason, actor, estimated, inputs_digest, scopes)
    VALUES (1, 1, 0, 1, 5, 'policy', '', 'system', false, '', '[]')`);
});
afterAll(() => api.close());

test("without verdicts capacity alone is answered, the rest abstains and says what is missing", async () => {
  await seed(Array.from({ length: 100 }, (_, i) => ({ margin: 5 + i / 50, verdict: null })));
  const { advised, alerts } = await advise("alertsPerHour=3&falseAlarmsPerDay=10&missCost=50");
  expect(alerts).toBe(100);
  const [capacity, alarms, costs] = advised;
  const kept = Array.from({ length: 100 }, (_, i) => 5 + i / 50).filter((margin) => margin >= (capacity?.notify ?? 0));
  // Ten hours: at most thirty alerts stay, and no more go than have to.
  expect(kept.length).toBeLessThanOrEqual(30);
  expect(kept.length).toBeGreaterThanOrEqual(28);
  for (const one of [alarms, costs])
    expect([one?.notify, one?.words]).toEqual([null, expect.stringContaining("Not enough verdicts")]);
});

test("with verdicts it keeps attacks within the bound, says the interval of a saving, and refuses what is out of reach", async () => {
  const random = createRandom("advice");
  // Attacks score above 8, noise below: a threshold in between loses nothing.
  await seed([
    ...Array.from({ length: 60 }, () => ({ margin: 8 + random.fraction(), verdict: "true_positive" as const })),
    ...Array.from({ length: 200 }, () => ({ margin: 5 + 2.5 * random.fraction(), verdict: "false_positive" as const })),
  ]);
  const { advised, truePositives } = await advise("falseAlarmsPerDay=1&missCost=50");
  expect(truePositives).toBe(60);
  const [alarms, costs] = advised;
  expect(alarms?.words).toContain("60 of 60 true positives stay");
  expect(alarms?.notify).toBeGreaterThan(7.4);
  expect(costs?.notify).toBeGreaterThan(7.4);
  expect(costs?.range?.low).toBeGreaterThan(7.4);
  // The worst of the noise scores as high as any attack: no threshold finds one without it.
  await seed(Array.from({ length: 40 }, () => ({ margin: 12, verdict: "false_positive" as const })));
  const refused = (await advise("falseAlarmsPerDay=1")).advised[0];
  expect([refused?.notify, refused?.words]).toEqual([null, expect.stringMatching(/^Out of reach: the least .* 9\d? /)]);
});

test("closures as false suggest exceptions by whom they are about, and say what true ones would be lost", async () => {
  const of = (about: string, verdict: "true_positive" | "false_positive", count: number) =>
    Array.from({ length: count }, () => ({ margin: 6, verdict, about }));
  await seed([
    ...of("10.0.0.9", "false_positive", 5),
    ...of("10.0.0.8", "false_positive", 9),
    ...of("10.0.0.8", "true_positive", 1),
    ...of("10.0.0.7", "false_positive", 2),
  ]);
  const answer = await api.ask("GET", "/api/v1/policies/suggestions", { cookie: viewer.cookie });
  expect(
    exceptionSuggestionsSchema
      .parse(await answer.json())
      .items.map(({ entity, removes, loses }) => [entity, removes, loses]),
  ).toEqual([
    [{ name: "10.0.0.9", kind: "address" }, 5, 0],
    [{ name: "10.0.0.8", kind: "address" }, 9, 1],
  ]);
});
