import { statSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withConnection } from "../../scripts/postgres/roles.ts";
import { createTestApi, type TestApi } from "../../testing/api.ts";
import { putKeyOnRecord } from "./put-key-on-record.ts";
import { readSeal } from "./read-seal.ts";
import { sealEntries } from "./seal-entries.ts";
import { loadSigningKey, signingKeyOf } from "./signing-key.ts";
import { verifyTogether } from "./verify-stored-record.ts";
import { writeAudit } from "./write-audit.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const key = signingKeyOf(new Uint8Array(32).fill(7));
const actor = { kind: "user", name: "ann@example.org", address: "192.0.2.9", requestId: null } as const;
const entry = (resource: string) => ({ actor, action: "test.change", resource, outcome: "success" }) as const;
const seal = () => sealEntries(api.app.pool, key, api.app.now);
const verify = () => verifyTogether(api.app.pool, api.app.now());

async function sealedResources(): Promise<string[]> {
  const rows = await api.app.db.auditEntry.findMany({ where: { action: "test.change" }, orderBy: { seal: "asc" } });
  return rows.filter((row) => row.seal !== null).map(({ resource }) => resource);
}

beforeEach(async () => {
  await putKeyOnRecord(api.app.pool, key);
  while ((await seal())?.count !== 0);
});

test("an entry whose transaction commits late is sealed late, and not lost", async () => {
  const before = await sealedResources();
  await api.app.db.$transaction(async (tx) => {
    await writeAudit(tx, entry("late"));
    // Written after, committed before.
    await writeAudit(api.app.db, entry("early"));
    await seal();
    expect((await sealedResources()).slice(before.length)).toEqual(["early"]);
  });
  await seal();
  expect((await sealedResources()).slice(before.length)).toEqual(["early", "late"]);
  expect(await verify()).toMatchObject({ ok: true, findings: [] });
});

test("sealers beside writers and each other seal everything once, without a hole", async () => {
  let writing = true;
  const sealers = Array.from({ length: 3 }, async () => {
    while (writing) await seal();
  });
  await Promise.all(Array.from({ length: 200 }, (_, index) => writeAudit(api.app.db, entry(`racing ${index}`))));
  writing = false;
  await Promise.all(sealers);
  while ((await seal())?.count !== 0);
  const { count } = await api.app.db.auditEntry.aggregate({ _count: true }).then(({ _count }) => ({ count: _count }));
  const report = await verify();
  expect(report).toMatchObject({ ok: true, entries: count, sealedTo: count });
  expect(await readSeal(api.app.pool)).toMatchObject({ sealedTo: count, waiting: 0, keyId: key.id });
});

test("a second seal of the same entries is refused by the database", async () => {
  await writeAudit(api.app.db, entry("twice"));
  await seal();
  const again = `UPDATE audit_entry SET seal = seal + 100000, previous_hash = hash WHERE resource = 'twice'`;
  await expect(api.app.pool.query(again)).rejects.toThrow("written once");
});

test.each([
  ["changed", "UPDATE audit_entry SET actor = 'nobody'"],
  ["removed", "DELETE FROM audit_entry"],
  ["emptied", "TRUNCATE audit_entry CASCADE"],
  ["rooted anew", "UPDATE audit_root SET signature = ''"],
  ["freed of roots", "DELETE FROM audit_root"],
  ["given another key", "UPDATE audit_key SET public_key = ''"],
  ["freed of triggers", "ALTER TABLE audit_entry DISABLE TRIGGER ALL"],
  [
    "written with a seal",
    `INSERT INTO audit_entry (actor_kind, actor, action, resource, outcome, seal, hash, previous_hash)
     VALUES ('user', 'x', 'x', 'x', 'success', 999999, sha256(''), sha256(''))`,
  ],
  [
    "sealed with other content",
    "UPDATE audit_entry SET seal = 99999, hash = sha256(''), actor = 'x' WHERE seal IS NULL",
  ],
])("the record cannot be %s by the application", async (_name, sql) => {
  await writeAudit(api.app.db, entry("kept"));
  await expect(api.app.pool.query(sql)).rejects.toMatchObject({ code: "42501" });
});

test("the owner of the tables is stopped too", async () => {
  await withConnection(api.migratorUrl, async (client) => {
    for (const sql of [
      "UPDATE audit_entry SET actor = 'x'",
      "DELETE FROM audit_entry",
      "TRUNCATE audit_root CASCADE",
    ]) {
      await expect(client.query(sql)).rejects.toThrow("written once");
    }
  });
});

test("what a superuser rewrites behind the triggers is found where it is", async () => {
  await writeAudit(api.app.db, entry("to be forged"));
  await seal();
  const forge = (name: string) =>
    withConnection(api.superuserUrl, async (client) => {
      await client.query("SET session_replication_role = replica");
      await client.query("UPDATE audit_entry SET resource = $1 WHERE resource LIKE '%forged'", [name]);
    });
  await forge("forged");
  const report = await verify();
  expect(report.ok).toBe(false);
  expect(report.findings).toEqual([
    expect.objectContaining({ kind: "changed", message: expect.stringContaining("test.change by ann@example.org") }),
  ]);
  await forge("to be forged");
  expect((await verify()).ok).toBe(true);
});

test("another key takes over on record", async () => {
  const next = signingKeyOf(new Uint8Array(32).fill(9));
  expect(await putKeyOnRecord(api.app.pool, next)).toBe(true);
  expect(await putKeyOnRecord(api.app.pool, next)).toBe(false);
  await sealEntries(api.app.pool, next, api.app.now);
  const taken = await api.app.db.auditEntry.findFirst({ where: { action: "audit.key" }, orderBy: { id: "desc" } });
  expect(taken).toMatchObject({ resource: `auditKey:${next.id}`, before: { id: key.id }, after: { id: next.id } });
  expect(await verify()).toMatchObject({ ok: true, keyId: next.id });
});

test("the key is made once, for its owner alone", () => {
  const { stateDir } = api.app.settings;
  const made = loadSigningKey({ seed: null, stateDir });
  expect(loadSigningKey({ seed: null, stateDir }).publicKey).toBe(made.publicKey);
  expect(statSync(`${stateDir}/audit-key.json`).mode & 0o777).toBe(0o600);
});

test("who asks while the record is verified gets the same answer, and later another", async () => {
  const [one, two] = await Promise.all([verify(), verify()]);
  expect(two).toBe(one);
  expect(await verify()).not.toBe(one);
});
