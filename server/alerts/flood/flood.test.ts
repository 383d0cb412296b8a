import { afterEach, beforeEach, expect, it } from "vitest";
import { classUid, severityId } from "../../../lib/event/classes.ts";
import { emptyEvent, type SecurityEvent } from "../../../lib/event/security-event.ts";
import { firstPolicy } from "../../../lib/thresholds/policy.ts";
import { appendInBlocks, failureBurst, ordinaryEvents } from "../../../testing/scoring-events.ts";
import {
  createScoringWorld,
  eventually,
  type RunningLoop,
  type ScoringWorld,
  startLoop,
} from "../../../testing/scoring-world.ts";
import { createDatabase, type Database } from "../../db/prisma.ts";
import { listAlerts } from "../list-alerts.ts";
import { getFloods } from "./get-floods.ts";
import { listOrigins } from "./list-origins.ts";

const minuteMs = 60_000;
// The beginning of a minute: what is usual and what is too much are counted by minutes of the clock.
const startMs = Math.floor(Date.now() / minuteMs - 60) * minuteMs;
const asking = { me: null, now: new Date() };
const list = { stream: "main", time: "lastSeen", sort: "lanes", dir: "desc", limit: 100 } as const;

let world: ScoringWorld;
let db: Database;
let loops: RunningLoop[];
beforeEach(async () => {
  world = await createScoringWorld();
  db = createDatabase({ url: world.database.url, name: "test" });
  loops = [];
});
afterEach(async () => {
  await Promise.all(loops.map((loop) => loop.stop()));
  await db.$disconnect();
  await world.close();
});

/** A finding of an intrusion detector that everybody calls critical. */
function found(timeMs: number, srcIp: string, technique: string, title: string): SecurityEvent {
  const kind = { classUid: classUid.finding, severityId: severityId.critical, activityId: 1 };
  return { ...emptyEvent(), ...kind, time: timeMs, srcIp, technique, findingTitle: title, host: "gate" };
}

/** Decoys of three kinds from many addresses within two minutes, two events each, and one attack in the midst. */
function decoysAndAttack(addresses: number): SecurityEvent[] {
  const events = Array.from({ length: 2 * addresses }, (_, i) => {
    const kind = i % 3;
    const nth = i % addresses;
    const at = startMs + (i * 2 * minuteMs) / (2 * addresses);
    return found(at, `198.51.${Math.floor(nth / 250)}.${nth % 250}`, `T${1590 + kind}`, `scan ${kind}`);
  });
  events.splice(addresses, 0, found(startMs + minuteMs, "10.0.0.66", "T1486", "encryption"));
  return events;
}

function start(): RunningLoop {
  const loop = startLoop(world.database.url);
  loops.push(loop);
  return loop;
}

const rows = async (sql: string) => (await world.pool.query(sql)).rows;

it("folds what is alike with exact counts, and keeps the one attack in front of all", async () => {
  start();
  await appendInBlocks(world.appender, decoysAndAttack(900), 300);
  await world.scored();
  const { current } = await getFloods(db, "main");
  expect(current).toMatchObject({ number: 1, endedAt: null, inMinute: 60, usual: 0, rows: 4 });
  const { items } = await listAlerts(db, { ...list, flood: 1 }, asking);
  expect(items[0]).toMatchObject({ techniques: ["T1486"], eventCount: 1, originCount: 1, flood: 1 });
  // Those of before keep the alerts they had, and everything is counted once.
  const own = items.filter(({ flood }) => flood === null);
  expect(own).toHaveLength(59);
  expect(items.reduce((sum, { eventCount }) => sum + eventCount, 0)).toBe(1801);
  expect(current?.findings).toBe(1801 - 59);
  expect(current?.folded).toBe(1801 - 2 * 59);
  const folds = items.filter(({ flood, techniques }) => flood === 1 && techniques[0] !== "T1486");
  expect(folds.map(({ originCount }) => originCount)).toEqual([280, 280, 281]);
  for (const { id, originCount, eventCount } of folds) {
    const { items: origins, sources } = await listOrigins(db, id, { sort: "rarest", limit: 1000 });
    expect(origins).toHaveLength(originCount);
    expect(origins.reduce((sum, { events }) => sum + events, 0)).toBe(eventCount);
    expect(sources.map(({ events }) => events)).toEqual([eventCount]);
  }
});

it("is a flood whatever times of the day before its decoys state", async () => {
  start();
  const spread = decoysAndAttack(150).map((event, i) => ({ ...event, time: startMs - ((i * 577) % 1400) * minuteMs }));
  await appendInBlocks(world.appender, [found(startMs, "10.0.0.1", "T1590", "scan 0"), ...spread], 300);
  await world.scored();
  expect((await getFloods(db, "main")).current).toMatchObject({ number: 1, inMinute: 60 });
});

it("finds every address of a fold by its name, and pages through them in each order", async () => {
  start();
  await appendInBlocks(world.appender, decoysAndAttack(300), 300);
  await world.scored();
  const address = "198.51.1.30";
  const { items } = await listAlerts(db, { ...list, entity: address }, asking);
  expect(items.length).toBeGreaterThan(0);
  const [fold] = items;
  const named = await listOrigins(db, fold?.id ?? 0, { sort: "events", limit: 10, q: address });
  expect(named.items.map(({ name }) => name)).toEqual([address]);
  for (const sort of ["events", "score", "rarest", "name"] as const) {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOrigins(db, fold?.id ?? 0, {
        sort,
        limit: 7,
        ...(cursor === undefined ? {} : { cursor }),
      });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toHaveLength(fold?.originCount ?? 0);
    expect(new Set(names).size).toBe(names.length);
  }
});

it("ends when it is quiet, on record, and the next finding has an alert of its own", async () => {
  start();
  await appendInBlocks(world.appender, decoysAndAttack(200), 100);
  await appendInBlocks(world.appender, [found(startMs + 20 * minuteMs, "192.0.2.77", "T1590", "scan 0")], 1);
  await world.scored();
  const { current, last } = await getFloods(db, "main");
  expect(current).toBeNull();
  expect(last).toMatchObject({ number: 1, endedAt: new Date(startMs + 20 * minuteMs).toISOString(), rows: 4 });
  expect(last?.origins).toBeGreaterThan(100);
  expect(await rows("SELECT action FROM audit_entry WHERE action LIKE 'flood.%' ORDER BY id")).toEqual([
    { action: "flood.began" },
    { action: "flood.ended" },
  ]);
  expect(await rows("SELECT payload->>'change' AS change FROM outbox WHERE kind = 'flood' ORDER BY number")).toEqual([
    { change: "began" },
    { change: "ended" },
  ]);
  const own = await db.alert.findMany({ where: { findingKey: "source-finding|192.0.2.77|T1590" } });
  expect(own).toMatchObject([{ flood: null, eventCount: 1 }]);
});

it("folds alike wherever the log is cut and whoever scores it", async () => {
  // All of every alert but what a sequence or the wall's clock gives.
  const counts = `SELECT to_jsonb(a) - 'id' - 'created_at' - 'updated_at' - 'event_received' AS alert FROM alert a
    ORDER BY finding_key`;
  // One finding whose events are not all alike, the later ones the higher: in one transaction, or in two.
  const guessing = failureBurst(60, startMs - 30 * minuteMs).map((event, i) =>
    i < 30 ? event : { ...event, classUid: 3003 },
  );
  const filling = ordinaryEvents(520, startMs - 60 * minuteMs);
  const events = [...filling.slice(0, 260), ...guessing, ...filling.slice(260), ...decoysAndAttack(400)];
  start();
  await appendInBlocks(world.appender, events, 800);
  await world.scored();
  const whole = await rows(counts);
  const other = await createScoringWorld();
  try {
    for (let at = 0; at < events.length; at += 290) {
      const loop = startLoop(other.database.url);
      await appendInBlocks(other.appender, events.slice(at, at + 290), 37);
      await other.scored();
      await loop.stop();
    }
    expect((await other.pool.query(counts)).rows).toEqual(whole);
  } finally {
    await other.close();
  }
});

it("takes a verdict on a fold for one on its highest event, however many it stands for", async () => {
  const isTrue = (condition: string) => eventually(async () => ((await rows(condition)).length > 0 ? true : null));
  start();
  await appendInBlocks(world.appender, ordinaryEvents(200, startMs - 60_000), 200);
  await world.scored();
  const rule = { target: 0.02, anchor: 9.2, rail: 1.5, capacityPerDay: 500, spotCheckShare: 0.1, judgedShare: 1 };
  const body = { ...firstPolicy, version: 2, notify: { method: "guarded", ...rule } };
  await world.pool.query("INSERT INTO policy (stream, version, body, reason, author) VALUES (1, 2, $1, 'try', 'ann')", [
    JSON.stringify(body),
  ]);
  await world.pool.query("NOTIFY tideline_policy");
  await isTrue("SELECT 1 FROM guard_view");
  await appendInBlocks(world.appender, decoysAndAttack(200), 100);
  await world.scored();
  const [fold] = await rows(`UPDATE alert SET verdict = 'benign', status = 'resolved'
    WHERE id = (SELECT id FROM alert ORDER BY origin_count DESC, id LIMIT 1) RETURNING id, event_id, origin_count`);
  expect(fold?.origin_count).toBeGreaterThan(30);
  await world.pool.query(
    "INSERT INTO guard_input (stream, kind, request, actor) VALUES (1, 'alert', jsonb_build_object('id', $1::bigint), 'ann')",
    [fold?.id],
  );
  await world.pool.query("NOTIFY tideline_policy");
  await isTrue("SELECT 1 FROM guard_input WHERE number IS NOT NULL AND kind = 'alert'");
  const [taken] = await rows("SELECT payload->'events' AS events FROM guard_input WHERE kind = 'alert'");
  expect(taken?.events).toMatchObject([{ offset: Number(fold?.event_id), chance: 1, verdict: "benign" }]);
});
