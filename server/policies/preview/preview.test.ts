import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PolicyPreview } from "../../../lib/contracts/policy-preview.ts";
import type { PolicyBody } from "../../../lib/thresholds/policy.ts";
import type { TestApi, TestPerson } from "../../../testing/api.ts";
import {
  anything,
  createPreviewWorld,
  type PreviewWorld,
  plainPolicy,
  scopedPolicy,
} from "../../../testing/preview-world.ts";
import { createPool } from "../../db/pg.ts";
import { askPlaybooks } from "../../responses/ask-playbooks.ts";

let world: PreviewWorld;
let api: TestApi;
let viewer: TestPerson;
beforeAll(async () => {
  world = await createPreviewWorld();
  ({ api, viewer } = world);
}, 120_000);
afterAll(() => world.close());

const rows = (sql: string, values: unknown[] = []) => world.rows(sql, values);
const preview = (policy: PolicyBody, search = "") => world.preview(policy, search);
const countsByBand = (where: string) =>
  rows(`SELECT count(*) FILTER (WHERE band = 1)::int AS notify, count(*) FILTER (WHERE band = 2)::int AS approve,
    count(*) FILTER (WHERE band = 3)::int AS auto FROM event WHERE stream = 1 AND ${where}`);

describe("previewing the live policy", () => {
  test("gives the stored band of every event, moves of an estimated notify included", async () => {
    const [moves] = await rows("SELECT count(*)::int AS n FROM threshold_change WHERE cause = 'neyman-pearson'");
    expect(moves.n).toBeGreaterThan(0);
    const { live, draft, ...found } = await preview(scopedPolicy);
    expect([found.events, live.compared, live.different, found.coarse]).toEqual([8192, 8192, 0, 0]);
    const [stored] = await countsByBand("true");
    expect(Math.min(stored.notify, stored.approve, stored.auto)).toBeGreaterThan(0);
    expect(live.consequences.events).toEqual(stored);
    expect(draft.consequences).toEqual(live.consequences);
    const hours = live.consequences.hours.reduce((sum, { notify }) => sum + notify, 0);
    expect(hours).toBe(stored.notify);
  });

  test("finds the alerts that were raised, by severity", async () => {
    const { live } = await preview(scopedPolicy);
    const severities = ["informational", "low", "medium", "high", "critical"];
    const raised = await rows("SELECT severity, count(*)::int AS n FROM alert WHERE stream = 1 GROUP BY 1");
    const bySeverity = Object.fromEntries(severities.map((name) => [name, 0]));
    for (const { severity, n } of raised) bySeverity[severities[severity - 1] ?? ""] = n;
    expect(live.consequences.alerts).toEqual(bySeverity);
  });

  test("finds the responses that playbooks proposed to the alerts as they were raised, and to whom", async () => {
    const asked = createPool({ url: api.superuserUrl, name: "test playbooks", max: 2 });
    while (await askPlaybooks(asked, new Date()));
    await asked.end();
    const proposed = await rows(`SELECT playbook_id AS id, target_name AS name, state FROM response WHERE stream = 1`);
    expect(proposed.length).toBeGreaterThan(1);
    const { responses } = (await preview(scopedPolicy)).live.consequences;
    const told = { proposed: proposed.length, automatic: 0, protected: 0, atLeast: false };
    expect(responses).toMatchObject(told);
    expect(responses.targets).toHaveLength(8);
    for (const { name, proposed: times } of responses.targets) {
      expect(times).toBe(proposed.filter((response) => response.name === name).length);
    }
    expect(responses.notReplayed).toEqual(["Quarantine a suspicious message"]);
  });

  test("counts each event in the scope that judged it", async () => {
    const { live } = await preview(scopedPolicy);
    const [desks] = await rows(`SELECT count(*)::int AS n FROM event e
      LEFT JOIN entity h ON h.id = e.host_id AND h.stream = 1 LEFT JOIN entity s ON s.id = e.src_id AND s.stream = 1
      WHERE e.stream = 1 AND (h.name = 'host3' OR s.name LIKE '10.0.1.%')`);
    expect(live.consequences.scopes.map(({ id }) => id)).toEqual([null, "desks", "gate"]);
    expect(live.consequences.scopes[1]?.total).toBe(desks.n);
    expect(live.consequences.scopes.reduce((sum, { total }) => sum + total, 0)).toBe(8192);
  });
});

describe("previewing another policy", () => {
  test("counts what would have been, and draws the histogram it is edited on", async () => {
    const { draft, live, histogram } = await preview({
      ...plainPolicy,
      notify: { method: "fixed", margin: 3 },
      approve: 5,
    });
    const [would] = await rows(`SELECT count(*) FILTER (WHERE margin >= 3 AND margin < 5)::int AS notify,
      count(*) FILTER (WHERE margin >= 5)::int AS approve, 0 AS auto FROM event WHERE stream = 1`);
    expect(draft.consequences.events).toEqual(would);
    expect([live.different, draft.simulated]).toEqual([0, "set"]);
    const over = histogram.scopes[0]?.reduce(
      (sum, n, i) => (histogram.least + i * histogram.step >= 3 - 1e-9 ? sum + n : sum),
      0,
    );
    expect(over).toBe(would.notify + would.approve);
  });

  test("estimates notify as it would have been", async () => {
    const other = {
      ...scopedPolicy,
      notify: { method: "neymanPearson", alpha: 0.01, delta: 0.05, untilThen: 5 },
    } as const;
    const { draft } = await preview(other);
    expect(draft.simulated).toBe("estimated");
    expect(draft.notify).not.toBe(5);
  });

  test("does not pretend to know what verdicts would have done to a guard: it stands at its anchor, and that is said", async () => {
    const rule = { method: "guarded", target: 0.01, anchor: 5, rail: 1.5, capacityPerDay: 200 } as const;
    const { draft } = await preview({ ...plainPolicy, notify: { ...rule, spotCheckShare: 0.1, judgedShare: 1 } });
    expect([draft.simulated, draft.notify]).toEqual(["anchor", 5]);
    const [told] = await rows("SELECT count(*)::int AS n FROM event WHERE stream = 1 AND margin >= 5");
    expect(draft.consequences.events.notify).toBe(told.n);
    const kept = await preview({ ...scopedPolicy, approve: 6.5 });
    const [stands] = await rows(
      'SELECT notify FROM threshold_change WHERE "offset" < 8192 ORDER BY version DESC LIMIT 1',
    );
    expect([kept.draft.simulated, kept.draft.notify]).toEqual(["recorded", stands.notify]);
  });

  test("of a period is of that period alone", async () => {
    const future = new Date(Date.now() + 60_000).toISOString();
    const later = new Date(Date.now() + 120_000).toISOString();
    expect((await preview(scopedPolicy, `?from=${future}&to=${later}`)).events).toBe(0);
    for (const [from, to, path] of [
      [later, future, "query.from"],
      ["2020-01-01T00:00:00Z", future, "query.from"],
    ]) {
      const answer = await api.ask("POST", `/api/v1/policies/preview?from=${from}&to=${to}`, {
        cookie: viewer.cookie,
        body: { policy: scopedPolicy },
      });
      expect([answer.status, (await answer.json()).errors[0].path]).toEqual([400, path]);
    }
  });

  test("that is none says what is wrong", async () => {
    const answer = await api.ask("POST", "/api/v1/policies/preview", {
      cookie: viewer.cookie,
      body: { policy: { ...plainPolicy, approve: 1 } },
    });
    expect([answer.status, (await answer.json()).detail]).toEqual([422, expect.stringContaining("below notify")]);
  });
});

test("says which alerts that people judged would not be raised any more, exactly those without an event in a band", async () => {
  const alerts = await rows(`SELECT a.id::int, max(e.margin) AS margin FROM alert a
    JOIN alert_event ae ON ae.alert_id = a.id JOIN event e ON e.id = ae.event_id AND e.stream = 1
    WHERE a.stream = 1 GROUP BY 1 ORDER BY 2`);
  const [lowest, highest] = [alerts[0], alerts.at(-1)];
  const judge = (id: number, verdict: string) =>
    rows(
      "UPDATE alert SET status = 'resolved', resolved_at = now(), verdict_reason = 'test', verdict = $2 WHERE id = $1",
      [id, verdict],
    );
  await judge(lowest.id, "false_positive");
  await judge(highest.id, "true_positive");
  const gone = (known: PolicyPreview["draft"]["known"]) => [
    known.falsePositives.judged,
    known.falsePositives.listed.map(({ id }) => id),
    known.truePositives.judged,
    known.truePositives.listed.map(({ id }) => id),
  ];
  const at = (margin: number) => preview({ ...plainPolicy, notify: { method: "fixed", margin } });
  expect(highest.margin).toBeGreaterThan(lowest.margin);
  const between = await at((lowest.margin + highest.margin) / 2);
  expect(gone(between.draft.known)).toEqual([1, [lowest.id], 1, []]);
  expect(gone(between.live.known)).toEqual([1, [], 1, []]);
  expect(gone((await at(13.9)).draft.known)).toEqual([1, [lowest.id], 1, [highest.id]]);
  await judge(lowest.id, "benign");
  expect(gone((await at(13.9)).draft.known)).toEqual([1, [lowest.id], 1, [highest.id]]);
});

test("judges by hours of a zone with its summer time, of the receipt of what states a time far from it", async () => {
  const [{ hour }] = await rows(
    "SELECT extract(hour FROM min(received) AT TIME ZONE 'America/New_York')::int AS hour FROM event WHERE stream = 1",
  );
  const hours = { days: [0, 1, 2, 3, 4, 5, 6], from: hour * 60, to: hour * 60 + 60, zone: "America/New_York" };
  const scopes = [
    { id: "now", name: "Now", match: { ...anything, hours }, notify: 3, approve: "off", auto: "off" },
  ] as const;
  const { draft } = await preview({ ...plainPolicy, scopes: [...scopes] });
  const [within] = await rows(
    `SELECT count(*)::int AS n FROM event WHERE stream = 1
      AND extract(hour FROM received AT TIME ZONE 'America/New_York') = $1 AND abs(extract(epoch FROM time - received)) > 900`,
    [hour],
  );
  expect(within.n).toBeGreaterThan(0);
  expect(draft.consequences.scopes[1]?.total).toBe(within.n);
  const unknown = {
    ...plainPolicy,
    scopes: [{ ...scopes[0], match: { ...anything, hours: { ...hours, zone: "Mars/Olympus" } } }],
  };
  const answer = await api.ask("POST", "/api/v1/policies/preview", {
    cookie: viewer.cookie,
    body: { policy: unknown },
  });
  expect([answer.status, (await answer.json()).detail]).toEqual([422, expect.stringContaining("no time zone")]);
});

test("what is not in a block yet, and blocks of the first version, are read from the events", async () => {
  await world.append(500, 400_000);
  const newest = await preview(scopedPolicy);
  expect([newest.events, newest.live.different, newest.coarse]).toEqual([8692, 0, 500]);
  const { brotliCompressSync } = await import("node:zlib");
  const old = brotliCompressSync(Buffer.alloc(4096 * 21));
  await rows("UPDATE score_block SET body = $1 WHERE stream = 1 AND block = 0", [old]);
  const again = await preview(scopedPolicy);
  expect([again.events, again.live.different, again.coarse]).toEqual([8692, 0, 4596]);
  // Their detectors are known from what was stored beside the scores.
  const { alerts, responses } = newest.live.consequences;
  expect(again.live.consequences).toMatchObject({ alerts, responses });
});

test("a key reads the preview of its own stream only", async () => {
  const key = await api.key(["read"], "demo");
  const asked = { key, body: { policy: plainPolicy } };
  expect((await api.ask("POST", "/api/v1/policies/preview?stream=main", asked)).status).toBe(403);
  expect((await api.ask("POST", "/api/v1/policies/preview?stream=demo", asked)).status).toBe(503);
});

test("events before the live version are held against the version that was live then", async () => {
  await world.publish({ ...plainPolicy, notify: { method: "fixed", margin: 1 }, approve: 2 }, 2);
  await world.append(400, 500_000);
  const { events, live } = await preview(scopedPolicy);
  expect([events, live.version, live.compared, live.different]).toEqual([9092, 3, 9092, 0]);
  const [stored] = await countsByBand("policy_version = 3");
  expect(stored.notify + stored.approve).toBeGreaterThan(0);
  // A stored band that no version gives is found, wherever it lies.
  await rows("UPDATE event SET band = 3 WHERE stream = 1 AND id IN (10, 9091)");
  const changed = await preview(scopedPolicy);
  expect([changed.live.compared, changed.live.different]).toEqual([9092, 2]);
});
