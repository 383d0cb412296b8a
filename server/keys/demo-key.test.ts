import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTestDatabase } from "../../testing/database.ts";
import { createPool } from "../db/pg.ts";
import { createDemoKey } from "./keep-demo-key.ts";
import { createKeyFinder } from "./key-finder.ts";

test("the key of the demo traffic is there exactly while traffic is wanted, at a later start too", async () => {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url, name: "test", max: 2 });
  const stateDir = await mkdtemp(join(tmpdir(), "tideline-key-"));
  const file = join(stateDir, "demo-key.json");
  const folder = { stateDir, url: "http://127.0.0.1:1" };
  const keyNow = async () => String(JSON.parse(await readFile(file, "utf8")).key);
  const works = async (secret: string) => (await createKeyFinder(pool).find(secret)) !== null;

  const demoKey = createDemoKey(pool, folder);
  await demoKey.refresh();
  const first = await keyNow();
  await demoKey.refresh();
  expect([await keyNow(), await works(first)]).toEqual([first, true]);

  await pool.query("UPDATE stream SET traffic = false WHERE id = 2");
  await demoKey.refresh();
  expect([existsSync(file), await works(first)]).toEqual([false, false]);
  // The next start of the web process.
  await createDemoKey(pool, folder).refresh();
  expect(existsSync(file)).toBe(false);

  await pool.query("UPDATE stream SET traffic = true WHERE id = 2");
  await demoKey.refresh();
  const second = await keyNow();
  expect([second === first, await works(second)]).toEqual([false, true]);
  await pool.end();
  await database.drop();
  await rm(stateDir, { recursive: true });
});
