import { afterEach, beforeEach, expect, test } from "vitest";
import { type IngestForTest, startIngestForTest } from "../../testing/ingest.ts";
import { passwordGuessing } from "../../testing/password-guessing.ts";
import { eventually, type RunningLoop, startLoop } from "../../testing/scoring-world.ts";
import { createKey } from "../keys/create-key.ts";
import { setTraffic } from "../streams/start-stream.ts";
import { askForAttack, readLab } from "./demo-attack.ts";

const actor = { kind: "user", name: "analyst@example.org", address: "192.0.2.1", requestId: "r" } as const;
let world: IngestForTest;
let loop: RunningLoop;

beforeEach(async () => {
  world = await startIngestForTest({ streams: [1, 2] });
  loop = startLoop(world.database.url, 2);
  await eventually(async () =>
    (await world.pool.query("SELECT 1 FROM policy WHERE stream = 2")).rowCount === 1 ? true : null,
  );
  await world.ingest.gate.refresh();
});
afterEach(async () => {
  await loop.stop();
  await world.close();
});

test("an attack is begun while the demo traffic runs, and refused from the moment it is switched off", async () => {
  const { pool } = world;
  const ask = () => askForAttack({ pool, now: () => new Date() }, { story: "phishing", actor });
  await expect(ask()).rejects.toThrow("The demo traffic is not running.");
  const key = { stream: 2, name: "demo sender", scopes: ["ingest"], loopbackOnly: false, createdBy: "test" } as const;
  const secret = await createKey(pool, { ...key, recordsPerSecond: 100_000 });
  const sent = await world.send(passwordGuessing("198.51.100.1").join("\n"), { key: secret });
  expect(sent.status).toBe(202);
  const { id } = await ask();
  expect((await readLab(pool, { after: 0, now: new Date() })).attacks).toMatchObject([{ id, story: "phishing" }]);
  await setTraffic(pool, { stream: "demo", actor, traffic: false });
  await expect(ask()).rejects.toThrow("The demo traffic is not running.");
});
