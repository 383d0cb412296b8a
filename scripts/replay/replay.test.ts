import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ScriptedApi, startScriptedApi } from "../../worker/demo/scripted-api.ts";
import { type CutPart, cutBatches, type ReplayBatch } from "./cut-batches.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createReadApi } from "./read-api.ts";
import { readWindows } from "./read-windows.ts";
import { replayFiles } from "./replay-files.ts";
import { reportReplay } from "./report-replay.ts";
import { createProgress } from "./show-progress.ts";
import { whySkipped } from "./skip-rules.ts";
import { totalOf } from "./tally.ts";
import { waitUntilScored } from "./wait-until-scored.ts";

async function* inChunks(content: Buffer, size = 7): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += size) yield content.subarray(start, start + size);
}

async function cut(text: string, encoding: BufferEncoding = "utf8"): Promise<ReplayBatch[]> {
  const parts: CutPart[] = [];
  for await (const part of cutBatches(inChunks(Buffer.from(text, encoding), 1_000))) parts.push(part);
  return parts.flatMap((part) => (part.kind === "batch" ? [part.batch] : []));
}

describe("cutBatches", () => {
  it("sends lines byte for byte, bytes that are no UTF-8 included", async () => {
    const [batch] = await cut("get /a=\xf1\npost /b\n\n", "latin1");
    expect(batch?.body.toString("latin1")).toBe("get /a=\xf1\npost /b\n");
    expect(batch?.contentType).toBe("text/plain");
  });

  it("makes batches of 500 records and one megabyte at most", async () => {
    const many = await cut(Array.from({ length: 1_201 }, (_, n) => `{"n":${n}}`).join("\n"));
    expect(many.map(({ places }) => places.length)).toEqual([500, 500, 201]);
    expect(many[2]?.places[0]).toBe(1_000);
    const large = await cut(Array.from({ length: 20 }, () => `{"x":"${"y".repeat(200_000)}"}`).join("\n"));
    for (const { body } of large) expect(body.length).toBeLessThan((1 << 20) + 2);
  });

  it("repeats the head of a Zeek table in each batch, and takes the next table's own", async () => {
    const rows = Array.from({ length: 600 }, (_, n) => `${n}\tC${n}`).join("\n");
    const table = (path: string) => `#separator \\x09\n#path\t${path}\n#fields\tts\tuid\n${rows}\n#close\t2026\n`;
    const batches = await cut(table("conn") + table("dns"));
    expect(batches.map(({ places }) => places.length)).toEqual([500, 100, 500, 100]);
    for (const [index, { body }] of batches.entries()) {
      expect(body.toString()).toMatch(new RegExp(`^#separator .*\\n#path\\t${index < 2 ? "conn" : "dns"}\\n#fields`));
    }
  });

  it("cuts arrays and Records wrappers into arrays", async () => {
    for (const text of ['[{"a":1},\n {"a":2}]', '{"Records":[{"a":1},{"a":2}]}']) {
      const [batch] = await cut(text);
      expect(JSON.parse(batch?.body.toString() ?? "")).toEqual([{ a: 1 }, { a: 2 }]);
      expect(batch?.contentType).toBe("application/json");
    }
  });
});

it("reads windows that lose nothing and end between records", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-z]{0,20}$/)),
      fc.integer({ min: 1, max: 40 }),
      async (lines, limit) => {
        const text = lines.map((line) => `${line}\n`).join("");
        const windows: string[] = [];
        for await (const window of readWindows(inChunks(Buffer.from(text)), limit))
          windows.push(Buffer.from(window).toString());
        expect(windows.join("")).toBe(text);
        for (const window of windows) expect(window.endsWith("\n")).toBe(true);
      },
    ),
  );
});

it("knows what is no log", () => {
  for (const name of [
    "README.md",
    "LICENSE",
    "index.json",
    "rows.json",
    "x_structured.csv.gz",
    "x_templates.csv",
    "SHA256SUMS",
    "a.log.sha256",
  ]) {
    expect(whySkipped(`folder/${name}`)).not.toBeNull();
  }
  for (const name of ["auth.log", "conn.log.gz", "index.json.log", "eve.json"]) expect(whySkipped(name)).toBeNull();
});

it("reads its command line, and says what is wrong with it", () => {
  expect(parseArguments(["a.log"])).toMatchObject({
    path: "a.log",
    format: "auto",
    rate: Number.POSITIVE_INFINITY,
    url: null,
  });
  expect(parseArguments(["a", "--rate", "50", "--url", "http://h:1/", "--key", "k"])).toMatchObject({
    rate: 50,
    url: "http://h:1",
  });
  expect(() => parseArguments([])).toThrow(/Name one/);
  expect(() => parseArguments(["a", "--url", "http://h"])).toThrow(/belong together/);
  expect(() => parseArguments(["a", "--rate", "fast"])).toThrow(/--rate/);
});

describe("replayFiles", () => {
  let api: ScriptedApi;
  let folder: string;
  beforeEach(async () => {
    api = await startScriptedApi();
    folder = await mkdtemp(join(tmpdir(), "tideline-replay-"));
  });
  afterEach(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  const run = async (patienceMs = 20_000) => {
    const target = { url: api.url, key: "k" };
    const shell = {
      api: createReadApi(target),
      progress: createProgress(process.stdout, true),
      plan: {
        target,
        format: "auto",
        rate: Number.POSITIVE_INFINITY,
        gzip: true,
        signal: new AbortController().signal,
        run: "run",
        patienceMs,
      },
    };
    const replayed = await replayFiles(folder, shell);
    return { ...replayed, total: totalOf(replayed.files.map(({ tally }) => tally)) };
  };

  it("sends all logs of a folder in order, each as a replay of its own, packed ones unpacked", async () => {
    await mkdir(join(folder, "b"));
    await writeFile(join(folder, "README.md"), "# no log");
    await writeFile(join(folder, "a.log"), "one\ntwo\n");
    await writeFile(join(folder, "b", "c.json.gz"), gzipSync('{"n":1}\n{"n":2}\n{"n":3}\n'));
    api.script.push({ status: 503, headers: { "retry-after": "0" } });
    const { total, skipped, broken } = await run();
    expect(total).toEqual({ sent: 5, accepted: 5, duplicates: 0, rejected: 0, unreadable: 0, notSent: 0 });
    expect(skipped).toEqual([{ name: "README.md", why: "a description" }]);
    expect(broken).toEqual([]);
    expect(api.taken.map(({ headers }) => headers["x-tideline-replay"])).toEqual(["run-1-a.log", "run-2-b_c.json.gz"]);
    expect(api.taken.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "run-1-a.log-1",
      "run-2-b_c.json.gz-1",
    ]);
  });

  it("counts the alerts that are there, so that those raised by a replay can be told", async () => {
    const counted = () => createReadApi({ url: api.url, key: "k" }).alertCount();
    expect(await counted()).toBe(0);
    await writeFile(join(folder, "a.log"), "one line");
    await run();
    expect(await counted()).toBe(1);
  });

  it("says what was not sent, and counts it as a failure", async () => {
    await writeFile(join(folder, "a.log"), Array.from({ length: 700 }, (_, n) => `line ${n}`).join("\n"));
    await writeFile(join(folder, "b.gz"), "no gzip at all, and so a log of one line");
    await writeFile(join(folder, "c.gz"), gzipSync("cut off").subarray(0, 12));
    api.script.push({ status: 401 });
    const replayed = await run();
    expect(replayed.files[0]?.tally).toMatchObject({ sent: 0, notSent: 700 });
    expect(replayed.broken.map(({ name }) => name)).toEqual(["c.gz"]);
    const end = await waitUntilScored(createReadApi({ url: api.url, key: "k" }), () => undefined);
    const lines: string[] = [];
    const report = {
      ...replayed,
      run: "run",
      url: api.url,
      classes: [],
      scored: end.scored,
      sendSeconds: 1,
      totalSeconds: 2,
      deadLettered: 0,
      balanced: true,
      alerts: 3,
    };
    expect(reportReplay(report, false, (line) => lines.push(line))).toBe(1);
    expect(lines.join("\n")).toMatch(/700 NOT SENT/);
    expect(lines.join("\n")).toMatch(/3 alerts raised/);
    expect(reportReplay(report, true, (line) => lines.push(line))).toBe(1);
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ complete: false, total: { notSent: 700 } });
  });
});
