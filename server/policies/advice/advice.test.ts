import { afterAll, beforeAll, expect, test } from "vitest";
import { policyAdviceSchema } from "../../../lib/contracts/policy-advice.ts";
import { exceptionSuggestionsSchema } from "../../../lib/contracts/policy-suggestions.ts";
import { createRandom } from "../../../lib/stats/random.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../../testing/api.ts";
import { seedGuard } from "../../../testing/guard-row.ts";
import { savingWords } from "./advice-words.ts";

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
    `WITH raised AS (INSERT INTO alert (stream, finding_key, title, reason, severity, status, verdict, detectors, techniques, entities, entity_ids,
       first_seen, last_seen, event_count, event_id, event_received, margin, score, confidence, threshold,
       threshold_version, policy_version, contributions, features, created_at, resolved_at)
     SELECT 1, 'seed ' || i, 'seeded', 'seeded', 3, CASE WHEN verdict IS NULL THEN 'new' ELSE 'resolved' END, verdict, '{}', '{}',
       CASE WHEN about IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(
         jsonb_build_object('id', '1', 'kind', 'user', 'name', 'svc', 'role', 'user'),
         jsonb_build_object('id', '2', 'kind', 'address', 'name', about, 'role', 'source')) END,
       '{}', now(), now(), 1, i, now(), margin, 50, 1, 5, 1, 1, '[]', '[]', now() - i * interval '10 hours' / cardinality($1::float8[]),
       CASE WHEN verdict IS NULL THEN NULL ELSE now() END
     FROM unnest($1::float8[], $2::text[], $3::text[]) WITH ORDINALITY AS a (margin, verdict, about, i) RETURNING id, event_id, margin)
     INSERT INTO alert_event (alert_id, event_id, received, time, margin, score, summary)
     SELECT id, event_id + 1000, now(), now(), margin, 50, 'seeded' FROM raised`,
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

interface Drawn {
  readonly margin: number;
  readonly chance: number;
  readonly near: boolean;
  readonly verdict: "attack" | "benign";
}

/** Spot checks that people judged and the guard of `seedGuard` took up. */
async function seedChecks(checks: readonly Drawn[]) {
  await api.app.pool.query(
    `WITH drawn AS (
       INSERT INTO spot_check (stream, event_id, received, guard, time, summary, origin, margin, score, notify, chance, near,
         verdict, due_at)
       SELECT 1, 100000 + i, now(), 3, now(), 'seeded', '10.0.0.1', margin, 50, 5, chance, near, verdict, now()
       FROM unnest($1::float8[], $2::float8[], $3::boolean[], $4::text[]) WITH ORDINALITY AS c (margin, chance, near, verdict, i)
       RETURNING id, event_id, margin, chance, verdict)
     INSERT INTO guard_input (stream, kind, request, actor, number, active_from, payload, answer)
     SELECT 1, 'spotCheck', jsonb_build_object('id', id), 'ann', event_id - 90000, 100, jsonb_build_object('events',
         jsonb_build_array(jsonb_build_object('offset', event_id, 'margin', margin, 'chance', chance))),
       jsonb_build_object('steps', jsonb_build_array(jsonb_build_object('outcome',
         CASE verdict WHEN 'attack' THEN 'attack' ELSE 'counted' END)))
     FROM drawn`,
    [
      checks.map(({ margin }) => margin),
      checks.map(({ chance }) => chance),
      checks.map(({ near }) => near),
      checks.map(({ verdict }) => verdict),
    ],
  );
}

/** The verdicts on alerts, as the guard took them up: every event of each. */
async function takeUpAlerts() {
  await api.app.pool.query(`INSERT INTO guard_input (stream, kind, request, actor, number, active_from, payload, answer)
    SELECT 1, 'alert', jsonb_build_object('id', a.id), 'ann', 50000 + a.id, 100, jsonb_build_object('events',
        jsonb_build_array(jsonb_build_object('offset', e.event_id, 'margin', e.margin, 'chance', 1))),
      jsonb_build_object('steps', jsonb_build_array(jsonb_build_object('outcome',
        CASE a.verdict WHEN 'true_positive' THEN 'attack' ELSE 'counted' END)))
    FROM alert a JOIN alert_event e ON e.alert_id = a.id WHERE a.verdict IS NOT NULL`);
}

test("what people can handle is answered without verdicts, the rest abstains and says what is missing", async () => {
  await seed(Array.from({ length: 100 }, (_, i) => ({ margin: 5 + i / 50, verdict: null })));
  const { notify, basis, alertsPerDay, recall } = await advise("wish=capacity&alertsPerDay=72");
  expect(basis.alerts).toBe(100);
  const kept = Array.from({ length: 100 }, (_, i) => 5 + i / 50).filter((margin) => margin >= (notify ?? 0));
  // Ten hours: at most thirty alerts stay, and no more go than have to.
  expect(kept.length).toBeLessThanOrEqual(30);
  expect(kept.length).toBeGreaterThanOrEqual(28);
  expect(alertsPerDay?.value).toBeCloseTo(kept.length * 2.4, 0);
  expect(recall).toMatchObject({ kind: "tooFew", reason: "Nothing below notify has been judged." });
  for (const wish of ["falseAlarms&falseAlarms=0.01", "cost&falseAlarmCost=10&missCost=500"]) {
    const { notify: none, words } = await advise(`wish=${wish}`);
    expect([none, words]).toEqual([null, [expect.stringContaining("Not enough verdicts")]]);
  }
  const blind = await advise("wish=recall&recall=0.9");
  expect([blind.notify, blind.words]).toEqual([
    null,
    [expect.stringContaining("Nothing below notify has been judged")],
  ]);
  expect((await api.ask("GET", "/api/v1/policies/advice?wish=both&recall=0.9", viewer)).status).toBe(400);
});

test("sentences say a figure as the numbers beside them do", () => {
  const saving = { estimate: 1.92, interval: { low: -0.066, high: 3.184 }, onlyUp: false };
  const [saves] = savingWords(saving, 100, { falseAlarm: 10, miss: 500 });
  expect(saves).toBe("It saves about 192 a day (95 %: -6.6 to 318), in the unit of the costs.");
});

test("verdicts on alerts keep attacks within the bound, and say the interval of a saving", async () => {
  const random = createRandom("advice");
  // Attacks score above 8, noise below: a threshold in between loses nothing.
  await seed([
    ...Array.from({ length: 60 }, () => ({ margin: 8 + random.fraction(), verdict: "true_positive" as const })),
    ...Array.from({ length: 200 }, () => ({ margin: 5 + 2.5 * random.fraction(), verdict: "false_positive" as const })),
  ]);
  const alarms = await advise("wish=falseAlarms&falseAlarms=0.01");
  expect(alarms.basis).toMatchObject({ flagged: 260, flaggedAttacks: 60, spotChecks: 0 });
  expect(alarms.notify).toBeGreaterThan(7.4);
  expect(alarms.falseAlarmRate).toMatchObject({ kind: "interval", estimate: 0 });
  expect(alarms.words.join(" ")).toContain("how many attacks are missed nobody knows");
  const costs = await advise("wish=cost&falseAlarmCost=10&missCost=200");
  expect(costs.notify).toBeGreaterThan(7.4);
  expect(costs.range?.low).toBeGreaterThan(7.4);
  expect(costs.words.join(" ")).toContain("from a chance of 4.76 % on");
  expect(costs.words.join(" ")).toContain("Only a higher notify was looked at");
});

test("spot checks count by their chances: recall is judged, misses are bounded, and what is out of reach says its gap", async () => {
  const random = createRandom("checks");
  await seedGuard(api.app.pool, { stream: "main", seen: { flagged: 260, near: 1000, far: 20_000 } });
  await takeUpAlerts();
  const drawn = (count: number, from: number, of: Omit<Drawn, "margin">): Drawn[] =>
    Array.from({ length: count }, () => ({ margin: from + random.fraction(), ...of }));
  // Of a thousand events close below, 250 are attacks; of twenty thousand far below, none of the four hundred judged.
  await seedChecks([
    ...drawn(50, 4, { chance: 0.2, near: true, verdict: "attack" }),
    ...drawn(150, 3.5, { chance: 0.2, near: true, verdict: "benign" }),
    ...drawn(400, 0, { chance: 0.02, near: false, verdict: "benign" }),
  ]);
  const recall = await advise("wish=recall&recall=0.9");
  expect(recall.basis).toMatchObject({ spotChecks: 600, missedAttacks: 50 });
  expect(recall.notify).toBeGreaterThan(4);
  expect(recall.notify).toBeLessThan(4.5);
  if (recall.recall?.kind !== "interval") throw new Error("No recall.");
  expect(recall.recall.estimate).toBeGreaterThanOrEqual(0.9);
  expect(recall.recall.interval.low).toBeLessThan(0.9);
  const stays = await advise("wish=falseAlarms&falseAlarms=0.005");
  // Most attacks are missed where notify stands: alerts alone would have called that a recall of one.
  expect(stays.recall).toMatchObject({ kind: "interval" });
  expect(stays.recall?.kind === "interval" && stays.recall.estimate).toBeLessThan(0.5);
  const both = await advise("wish=both&falseAlarms=0.005&recall=0.9");
  expect([both.notify, both.words]).toEqual([null, [expect.stringContaining("To find 90 % takes")]]);
  expect(both.gap?.gap).toBeCloseTo(0.9 - (both.gap?.nearest ?? 0), 9);
  const misses = await advise("wish=misses&misses=0.3");
  expect(misses.notify).toBeLessThan(4.5);
  expect(misses.words.join(" ")).toContain("conformal risk control");
  expect((await advise("wish=misses&misses=0.01")).words.join(" ")).toContain("Not enough known attacks");
  await api.app.pool.query("DELETE FROM guard_view");
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
