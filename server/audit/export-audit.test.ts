import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  entryText,
  type RecordEntry,
  type RecordLine,
  recordLineSchema,
  rootText,
} from "../../lib/record/record-lines.ts";
import { type VerifyReport, verifyRecord } from "../../lib/record/verify-record.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { cryptography } from "./cryptography.ts";
import { putKeyOnRecord } from "./put-key-on-record.ts";
import { sealEntries } from "./seal-entries.ts";
import { signingKeyOf } from "./signing-key.ts";
import { writeAudit } from "./write-audit.ts";

let api: TestApi;
let viewer: TestPerson;
/** The complete export as a viewer gets it. */
let exported: RecordLine[];
const folder = mkdtempSync(join(tmpdir(), "tideline-record-"));
const key = signingKeyOf(new Uint8Array(32).fill(3));
const actor = { kind: "user", name: "=cmd|' /C calc'!A0", address: null, requestId: null } as const;
/** What is hard to write down: numbers at their ends, separators, quotes, names of prototypes. */
const awkward = {
  __proto__: 1,
  text: 'a "b",\u2028\n\ud83d\ude00',
  numbers: [0.1, 1e300, -1e-300, 2 ** 53],
  deep: { z: 1, a: [] },
};

beforeAll(async () => {
  api = await createTestApi();
  viewer = await api.person("viewer");
  await putKeyOnRecord(api.app.pool, key);
  for (let round = 0; round < 4; round += 1) {
    for (let index = 0; index < 3; index += 1) {
      await writeAudit(api.app.db, {
        actor,
        action: "test.write",
        resource: `test:${round}.${index}`,
        outcome: "success",
        after: awkward,
      });
    }
    await sealEntries(api.app.pool, key, api.app.now);
  }
  exported = linesOf(await download("format=record"));
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await api.close();
});

async function download(query: string): Promise<string> {
  const response = await api.ask("GET", `/api/v1/audit/export?${query}`, { cookie: viewer.cookie });
  expect(response.status).toBe(200);
  return response.text();
}

const linesOf = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => recordLineSchema.parse(JSON.parse(line)));

function verifyLines(
  lines: readonly RecordLine[],
  options: Partial<Parameters<typeof verifyRecord>[0]> = {},
): VerifyReport {
  const verifier = verifyRecord({ publicKey: key.publicKey, expected: null, ...options }, cryptography);
  for (const line of lines) verifier.line(JSON.stringify(line));
  return verifier.finish();
}

const kindsOf = ({ findings }: VerifyReport) => [...new Set(findings.map(({ kind }) => kind))].sort();
const sealsOf = ({ findings }: VerifyReport) => findings.flatMap(({ seal }) => seal ?? []);
const isEntry = (line: RecordLine, seal: number): line is RecordEntry & { type: "entry" } =>
  line.type === "entry" && line.seal === seal;

/** The entry with other content and a hash that fits it. */
function rehashed(entry: RecordEntry, change: Partial<RecordEntry>): RecordEntry {
  const { type: _type, hash: _hash, ...content } = { ...entry, ...change };
  return { type: "entry", ...content, hash: cryptography.sha256(entryText(content)) };
}

/** All from an entry on linked anew, as somebody would who knows the format but has no key. */
function relinked(lines: readonly RecordLine[]): RecordLine[] {
  let seal = 0;
  let hash = "0".repeat(64);
  return lines.map((line) => {
    if (line.type === "root") return { ...line, seal, hash };
    if (line.type === "header" || line.type === "end") return line;
    seal += 1;
    const linked = rehashed(line, { seal, previousHash: hash });
    hash = linked.hash;
    return linked;
  });
}

test("a real export is intact, whatever was written", () => {
  const report = verifyLines(exported);
  expect(report).toMatchObject({ ok: true, findings: [], keyId: key.id });
  expect(report.entries).toBeGreaterThan(13);
  expect(report.roots).toBe(4);
  const newest = { seal: report.sealedTo, hash: report.hash ?? "" };
  expect(verifyLines(exported, { expected: newest }).ok).toBe(true);
});

describe("tampering is found, and where", () => {
  test("every field of an entry counts", () => {
    const entry = exported.find((line) => isEntry(line, 6));
    if (entry?.type !== "entry") throw new Error("There is no entry 6.");
    const changes: Partial<RecordEntry>[] = [
      { id: 999 },
      { at: "2020-01-01T00:00:00.000000Z" },
      { actorKind: "key" },
      { actor: "x" },
      { address: "x" },
      { action: "x" },
      { resource: "x" },
      { outcome: "failure" },
      { before: {} },
      { after: { ...awkward, numbers: [] } },
      { requestId: "x" },
      { hash: "0".repeat(64) },
      { previousHash: "1".repeat(64) },
    ];
    for (const change of changes) {
      const report = verifyLines(exported.map((line) => (line === entry ? { ...entry, ...change } : line)));
      expect([change, report.ok, sealsOf(report).includes(6)]).toEqual([change, false, true]);
    }
  });

  test("an entry changed together with its hash", () => {
    const forged = exported.map((line) => (isEntry(line, 6) ? rehashed(line, { actor: "x" }) : line));
    const report = verifyLines(forged);
    expect(kindsOf(report)).toContain("broken");
    expect(sealsOf(report)).toContain(7);
  });

  test("an entry changed and everything after linked anew: the signature was made over another chain", () => {
    const forged = relinked(exported.map((line) => (isEntry(line, 6) ? { ...line, actor: "x" } : line)));
    expect(kindsOf(verifyLines(forged))).toContain("forgedRoot");
    // With the roots left as they were signed, they no longer fit.
    const roots = exported.filter((line) => line.type === "root");
    const report = verifyLines(forged.map((line) => (line.type === "root" ? (roots.shift() ?? line) : line)));
    expect(kindsOf(report)).toEqual(["changed", "unsigned", "wrongRoot"]);
    expect(report.findings[0]?.message).toMatch(/among entries \d+ to \d+/);
  });

  test("an entry taken out", () => {
    const report = verifyLines(exported.filter((line) => !isEntry(line, 6)));
    expect(kindsOf(report)).toContain("removed");
    expect(report.findings.map(({ message }) => message)).toContain("Entry 6 is missing.");
  });

  test("an entry taken out and the rest numbered and linked anew", () => {
    expect(kindsOf(verifyLines(relinked(exported.filter((line) => !isEntry(line, 6)))))).toContain("forgedRoot");
  });

  test("two entries in each other's place, with their own numbers and with exchanged ones", () => {
    const at = exported.findIndex(({ type }, index) => type === "entry" && exported[index + 1]?.type === "entry");
    const [one, other] = [exported[at], exported[at + 1]];
    if (one?.type !== "entry" || other?.type !== "entry") throw new Error("Two entries stand side by side.");
    const report = verifyLines(exported.with(at, other).with(at + 1, one));
    expect([kindsOf(report), sealsOf(report)]).toEqual([["reordered"], [one.seal]]);
    const exchanged = exported.with(at, { ...other, seal: one.seal }).with(at + 1, { ...one, seal: other.seal });
    expect(kindsOf(verifyLines(exchanged))).toContain("changed");
  });

  test("an entry put in, beside another and at the end", () => {
    const at = exported.findIndex((line) => isEntry(line, 6));
    const forged = exported.flatMap((line, index) =>
      index === at && line.type === "entry" ? [rehashed(line, { actor: "x" }), line] : [line],
    );
    const report = verifyLines(forged);
    expect(kindsOf(report)).toContain("inserted");
    expect(sealsOf(report)).toContain(6);
    const last = exported.findLast((line) => line.type === "entry");
    if (last?.type !== "entry") throw new Error("There are entries.");
    const added = rehashed(last, { seal: last.seal + 1, previousHash: last.hash });
    expect(kindsOf(verifyLines([...exported.slice(0, -1), added, ...exported.slice(-1)]))).toEqual([
      "inserted",
      "unsigned",
    ]);
  });

  test("a tail cut off, however well it is hidden", () => {
    expect(kindsOf(verifyLines(exported.slice(0, -4)))).toContain("truncated");
    // With an end line that fits what is left.
    const half = exported.slice(0, exported.findIndex((line) => line.type === "root") + 1);
    const end = { type: "end", entries: half.length - 2, roots: 1 } as const;
    expect(kindsOf(verifyLines([...half, end]))).toContain("truncated");
    // With a header that promises no more: a genuine older state, which only a place known from elsewhere tells apart.
    const root = half.at(-1);
    if (root?.type !== "root") throw new Error("It ends with a root.");
    const older = [...half, end].map((line) =>
      line.type === "header" ? { ...line, sealedTo: root.seal, hash: root.hash } : line,
    );
    expect(verifyLines(older).ok).toBe(true);
    const { sealedTo, hash } = verifyLines(exported);
    expect(kindsOf(verifyLines(older, { expected: { seal: sealedTo, hash: hash ?? "" } }))).toEqual(["truncated"]);
  });

  test("a root that nobody signed, one taken out, and one of another key", () => {
    const forged = exported.map((line) => (line.type === "root" ? { ...line, at: "2020-01-01T00:00:00.000Z" } : line));
    expect(kindsOf(verifyLines(forged))).toEqual(["forgedRoot", "unsigned"]);
    const at = exported.findIndex((line) => line.type === "root");
    expect(kindsOf(verifyLines(exported.toSpliced(at, 1)))).toEqual(["truncated"]);
    const mine = signingKeyOf(new Uint8Array(32).fill(66));
    const signedByMe = exported.map((line): RecordLine => {
      if (line.type === "header")
        return { ...line, keys: [...line.keys, { id: mine.id, publicKey: mine.publicKey, since: line.exportedAt }] };
      if (line.type !== "root") return line;
      const signature = Buffer.from(mine.sign(rootText({ ...line, keyId: mine.id }))).toString("base64url");
      return { ...line, keyId: mine.id, signature };
    });
    const report = verifyLines(signedByMe);
    expect(kindsOf(report)).toEqual(["wrongKey"]);
    expect(report.findings).toHaveLength(2);
    // Without a key to hold it against, the record itself still never named this one.
    expect(kindsOf(verifyLines(signedByMe, { publicKey: null }))).toEqual(["wrongKey"]);
  });

  test("the right file and another key", () => {
    const other = signingKeyOf(new Uint8Array(32).fill(5)).publicKey;
    expect(kindsOf(verifyLines(exported, { publicKey: other }))).toEqual(["wrongKey"]);
  });

  test("lines that are none, two headers, something behind the end, nothing at all", () => {
    expect(kindsOf(verifyLines([]))).toEqual(["unreadable"]);
    const [header] = exported;
    if (header === undefined) throw new Error("There is a header.");
    expect(kindsOf(verifyLines([header, ...exported]))).toContain("unreadable");
    expect(kindsOf(verifyLines([...exported, header]))).toEqual(["unreadable"]);
    const verifier = verifyRecord({ publicKey: null, expected: null }, cryptography);
    verifier.line("PK\u0003\u0004");
    expect(verifier.finish()).toMatchObject({
      ok: false,
      findings: [{ kind: "unreadable", line: 1 }, { kind: "unreadable" }],
    });
  });
});

function runVerifier(name: string, lines: readonly unknown[], ...args: string[]) {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const script = join(import.meta.dirname, "../../scripts/verify-audit.ts");
  return new Promise<{ status: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", script, path, ...args]);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += String(piece)));
    child.once("close", (status) => resolve({ status, output }));
  });
}

test("the command says it in sentences and in its exit code", async () => {
  const without6 = exported.filter((line) => !isEntry(line, 6));
  const [good, bad, unusable] = await Promise.all([
    runVerifier("good", exported, "--key", key.publicKey),
    runVerifier("bad", without6, "--key", key.publicKey),
    runVerifier("unusable", exported, "--key", "nonsense"),
  ]);
  expect(good).toEqual({ status: 0, output: expect.stringContaining("INTACT: nothing was changed") });
  expect(bad).toEqual({ status: 1, output: expect.stringMatching(/Entry 6 is missing\.[\s\S]*NOT INTACT/) });
  expect(unusable).toEqual({ status: 2, output: expect.stringContaining("--key: nonsense is neither") });
}, 60_000);

test("filtered exports hold what the filter lets through, and are on record", async () => {
  const rows = (await download("resource=test:&outcome=success"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(12);
  expect(rows[0]).toMatchObject({ resource: "test:3.2", after: awkward });
  const csv = await download("format=csv&resource=test:0.0");
  const [head, line, none] = csv.split("\r\n");
  expect([head?.split(",")[0], none]).toEqual(["id", ""]);
  // Nothing that a spreadsheet would run.
  expect(line).toContain(`,'=cmd|' /C calc'!A0,`);
  const last = await api.app.db.auditEntry.findFirst({ where: { action: "audit.export" }, orderBy: { id: "desc" } });
  expect(last).toMatchObject({ actor: viewer.email, after: { format: "csv", resource: "test:0.0" } });
  const refused = await api.ask("GET", "/api/v1/audit/export?format=record&actor=x", { cookie: viewer.cookie });
  expect([refused.status, (await refused.json()).errors[0].path]).toEqual([400, "query.actor"]);
  // A filter that means nothing is refused before an answer begins, and no copy is on record that nobody got.
  const before = await api.app.db.auditEntry.count({ where: { action: "audit.export" } });
  const unknown = await api.ask("GET", "/api/v1/audit/export?outcome=sucess", { cookie: viewer.cookie });
  expect([unknown.status, (await unknown.json()).errors[0].path]).toEqual([400, "query.outcome.0"]);
  expect(await api.app.db.auditEntry.count({ where: { action: "audit.export" } })).toBe(before);
});
