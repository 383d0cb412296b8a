import { afterAll, beforeAll, expect, test } from "vitest";
import { type IngestForTest, startIngestForTest } from "../../testing/ingest.ts";
import { eventually, type RunningLoop, startLoop } from "../../testing/scoring-world.ts";
import { readingFrom } from "../db/in-transaction.ts";
import { askPlaybooks } from "./ask-playbooks.ts";
import { ensureDefaults } from "./ensure-defaults.ts";
import { listOptions } from "./list-options.ts";
import { measureBlastRadius } from "./measure-blast-radius.ts";
import { readAlertFacts } from "./read-alert-facts.ts";

let world: IngestForTest;
let loop: RunningLoop;
beforeAll(async () => {
  world = await startIngestForTest();
  loop = startLoop(world.database.url);
  await ensureDefaults(world.pool);
}, 60_000);
afterAll(async () => {
  await loop.stop();
  await world.close();
});

const attacker = "198.51.100.23";

/** What sshd writes while somebody guesses. */
function guesses(count: number): string {
  const time = new Date().toUTCString().replace(/^\w+, (\d+) (\w+) \d+ ([\d:]+) GMT$/, "$2 $1 $3");
  return Array.from(
    { length: count },
    (_, n) => `${time} gate-01 sshd[${1000 + n}]: Failed password for backup from ${attacker} port ${40_000 + n} ssh2`,
  ).join("\n");
}

async function rowsOf(sql: string, values: unknown[] = []) {
  return (await world.pool.query(sql, values)).rows;
}

test("scoring leaves word of a new alert with band and class, and the playbook proposes to block whom it names", async () => {
  // What main has from the start acts from approve on; this is somebody who wants to be asked about everything.
  await world.pool.query(`UPDATE playbook SET body = jsonb_set(body, '{match,fromBand}', '"notify"') WHERE stream = 1`);
  expect((await world.send(guesses(40))).status).toBe(202);
  const [trigger] = await eventually(async () => {
    const found = await rowsOf(
      `SELECT t.band, a.id, a.band AS alert_band, a.class_uid FROM response_trigger t JOIN alert a ON a.id = t.alert_id
      WHERE a.title LIKE 'Password guessing%'`,
    );
    return found.length > 0 ? found : null;
  });
  expect(trigger).toMatchObject({ band: 1, alert_band: 1, class_uid: 3002 });
  while (await askPlaybooks(world.pool, new Date()));
  const proposed = await rowsOf("SELECT action, target_name, blast_radius FROM response WHERE alert_id = $1", [
    trigger.id,
  ]);
  expect(proposed).toMatchObject([{ action: "block_address", target_name: attacker }]);
  expect(proposed[0].blast_radius.events).toBeGreaterThanOrEqual(40);
  // Events that join the alert leave no word again.
  await world.send(guesses(30));
  await eventually(async () => {
    const [alert] = await rowsOf("SELECT event_count FROM alert WHERE id = $1", [trigger.id]);
    return alert.event_count > 41 ? true : null;
  });
  expect(await rowsOf("SELECT 1 FROM response_trigger WHERE alert_id = $1", [trigger.id])).toHaveLength(1);
});

test("the blast radius of an address counts those who send to it, not only what it sends", async () => {
  const entityId = "00000000000000c2";
  const target = { kind: "address", name: "198.51.100.201", role: "destination", entityId } as const;
  const stream = 1;
  const measure = () => {
    const now = new Date();
    return measureBlastRadius(readingFrom(world.pool), { stream, action: "block_address", target, mailboxes: 0 }, now);
  };
  expect(await measure()).toMatchObject({ events: 0, addresses: 0, partial: false });
  const [before] = await eventually(async () => {
    const found = await rowsOf("SELECT max(id) AS id FROM event WHERE stream = 1");
    return found[0].id === null ? null : found;
  });
  await rowsOf("UPDATE event SET dst_id = $1 WHERE stream = 1 AND id = $2", [0xc2, before.id]);
  expect(await measure()).toMatchObject({ events: 1, hosts: 1, addresses: 1, partial: false });
});

test("a message is found in the record as it was received, with the mailboxes it went to", async () => {
  const mail = {
    timestamp: new Date().toISOString(),
    event: "message",
    message_id: "<a1b2c3@lure.example>",
    from: "accounts@lure.example",
    to: ["eva@harbour.example", "tom@harbour.example"],
    subject: "Outstanding invoice",
    verdict: "delivered",
    client_ip: "198.51.100.40",
    size: 12_000,
  };
  await world.send(JSON.stringify(mail));
  const event = await eventually(
    async () => (await rowsOf("SELECT id, received FROM event WHERE class_uid = 4009"))[0] ?? null,
  );
  const [{ id }] = await rowsOf(
    `INSERT INTO alert (stream, finding_key, title, reason, severity, band, class_uid, detectors, techniques, entities,
      entity_ids, first_seen, last_seen, event_count, event_id, event_received, margin, score, confidence, threshold,
      threshold_version, policy_version, contributions, features)
    VALUES (1, 'mail', 'A message', 'It is new', 3, 1, 4009, '{new-relation}', '{}', '[]', '{}', now(), now(), 1, $1, $2,
      9.5, 97, 0.9, 9.2, 1, 1, '[]', '[]') RETURNING id`,
    [event.id, event.received],
  );
  const run = readingFrom(world.pool);
  const facts = await readAlertFacts(run, world.pool, Number(id));
  if (facts === null) throw new Error("The alert is gone.");
  expect(await listOptions(run, facts, new Date())).toMatchObject([
    {
      action: "quarantine_message",
      target: { kind: "message", name: "<a1b2c3@lure.example>" },
      blastRadius: { users: 2, summary: "taken out of 2 mailboxes" },
      refusal: null,
    },
  ]);
  // Retention has dropped the record: then there is nothing to aim at, and no text that passes for an id.
  await world.pool.query("DELETE FROM block WHERE stream = 1");
  expect((await readAlertFacts(run, world.pool, Number(id)))?.matched.targets).toEqual([]);
});
