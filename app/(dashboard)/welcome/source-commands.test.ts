import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sourceKinds } from "../../../components/welcome/source-commands.ts";
import { ingestAnswerSchema } from "../../../lib/contracts/events.ts";
import { type IngestForTest, startIngestForTest } from "../../../testing/ingest.ts";

let running: IngestForTest;
let folder: string;
beforeAll(async () => {
  running = await startIngestForTest();
  folder = mkdtempSync(join(tmpdir(), "tideline-welcome-"));
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

/** The command of a kind as the page shows it, with what people are told to change: the path. */
function commandOf(name: string, path?: readonly [from: string, to: string]): string {
  const kind = sourceKinds.find((known) => known.name === name);
  const command = kind?.command({ url: running.url, key: running.key }) ?? "";
  if (path === undefined) return command;
  expect(command).toContain(path[0]);
  return command.replace(path[0], path[1]);
}

/** Runs in bash, in the folder; resolves with what was printed when it ends. */
function inBash(command: string) {
  const child = spawn("bash", ["-c", command], { cwd: folder, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const printed: string[] = [];
  child.stdout.on("data", (chunk) => printed.push(String(chunk)));
  child.stderr.on("data", (chunk) => printed.push(String(chunk)));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, output: printed.join("") })),
  );
  return { ended, stop: () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM") };
}

async function answerOf(command: string) {
  const { code, output } = await inBash(command).ended;
  expect([code, output]).toEqual([0, expect.stringContaining("accepted")]);
  return ingestAnswerSchema.parse(JSON.parse(output));
}

async function acceptedFrom(source: string): Promise<number> {
  const { rows } = await running.pool.query<{ n: string }>(
    "SELECT coalesce(sum(accepted), 0) AS n FROM intake JOIN source s ON s.id = source WHERE s.name = $1",
    [source],
  );
  return Number(rows[0]?.n);
}

const sshLine = (port: number) =>
  `Nov 26 10:00:01 bastion sshd[4211]: Failed password for root from 203.0.113.9 port ${port} ssh2\n`;

test.each(["line", "json"])("the command for %s sends one event", async (name) => {
  expect(await answerOf(commandOf(name))).toMatchObject({ accepted: 1, rejectedCount: 0 });
});

test("a file is sent whole", async () => {
  writeFileSync(join(folder, "auth.log"), sshLine(1) + sshLine(2) + sshLine(3));
  expect(await answerOf(commandOf("file", ["/var/log/auth.log", "auth.log"]))).toMatchObject({ accepted: 3 });
});

test("every packed CloudTrail file of a folder is sent", async () => {
  mkdirSync(join(folder, "cloudtrail"));
  for (const id of ["first", "second"]) {
    const record = {
      eventVersion: "1.08",
      eventTime: "2026-11-26T10:00:00Z",
      eventSource: "iam.amazonaws.com",
      eventName: "CreateUser",
      userIdentity: { type: "IAMUser", userName: "ada" },
      sourceIPAddress: "203.0.113.9",
      eventID: id,
    };
    writeFileSync(join(folder, "cloudtrail", `${id}.json.gz`), gzipSync(JSON.stringify({ Records: [record] })));
  }
  expect((await inBash(commandOf("cloudtrail")).ended).code).toBe(0);
  expect(await acceptedFrom("cloudtrail")).toBe(2);
});

const followed = [
  { name: "syslog", path: "/var/log/syslog", lines: [sshLine(1), sshLine(2)] },
  {
    name: "zeek",
    path: "/opt/zeek/logs/current/conn.log",
    lines: [1, 2].map(
      (port) =>
        `{"ts":1764151200.5,"uid":"C${port}","id.orig_h":"10.0.0.1","id.orig_p":${port},"id.resp_h":"10.0.0.2","id.resp_p":443,"proto":"tcp","conn_state":"SF"}\n`,
    ),
  },
  {
    name: "suricata",
    path: "/var/log/suricata/eve.json",
    lines: [1, 2].map(
      (port) =>
        `{"timestamp":"2026-11-26T10:00:00.000000+0000","event_type":"flow","flow_id":${port},"src_ip":"10.0.0.1","src_port":${port},"dest_ip":"10.0.0.2","dest_port":443,"proto":"TCP"}\n`,
    ),
  },
  {
    name: "windows",
    path: "/var/log/winlogbeat/winlogbeat.ndjson",
    lines: [1, 2].map(
      (record) =>
        `{"@timestamp":"2026-11-26T10:00:00.000Z","winlog":{"event_id":"4625","channel":"Security","computer_name":"dc-1","record_id":"${record}"},"event":{"code":"4625"}}\n`,
    ),
  },
] as const;

test.each(followed)(
  "a $name log is followed: what is added arrives, half lines whole",
  async ({ name, path, lines }) => {
    const file = join(folder, `${name}.log`);
    writeFileSync(file, lines[0] ?? "");
    const following = inBash(commandOf(name, [path, file]));
    try {
      // What was there before is not sent, so it may be added as often as it takes for tail to be there.
      await expect
        .poll(
          async () => {
            appendFileSync(file, lines[0] ?? "");
            return acceptedFrom(name);
          },
          { timeout: 20_000, interval: 300 },
        )
        .toBeGreaterThan(0);
      const before = await acceptedFrom(name);
      appendFileSync(file, lines[1] ?? "");
      await expect.poll(() => acceptedFrom(name), { timeout: 20_000 }).toBeGreaterThan(before);
    } finally {
      following.stop();
    }
    const { output } = await following.ended;
    expect(output).toBe("");
  },
);
