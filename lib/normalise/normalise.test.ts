import { describe, expect, it } from "vitest";
import { statusId } from "../event/classes.ts";
import type { SecurityEvent } from "../event/security-event.ts";
import { toOcsf } from "../event/to-ocsf.ts";
import { defaultLimits } from "./limits.ts";
import { createNormaliser, type Normalised, type NormaliserContext } from "./normalise.ts";
import { formatNames } from "./pick-format.ts";
import { jsonFormats, lineFormats } from "./registry.ts";
import { sampleRecords } from "./sample-records.ts";
import { splitRecords } from "./split-records.ts";

const day = 86_400_000;
const moment = Date.UTC(2023, 10, 14, 22, 13, 20);
const context: NormaliserContext = { format: "auto", zone: () => 0, referenceTime: moment + day / 2 };

function read(text: string, changes: Partial<NormaliserContext> = {}): Normalised {
  const bytes = new TextEncoder().encode(text);
  return createNormaliser({ ...context, ...changes }).normalise(bytes, 0, bytes.length);
}

function event(text: string, changes: Partial<NormaliserContext> = {}): SecurityEvent {
  const result = read(text, changes);
  if (!result.ok) throw new Error(result.reason);
  return result.event;
}

function sample(format: string, uid?: number): string {
  const found = sampleRecords.find(([name, of]) => name === format && (uid === undefined || of === uid));
  if (found === undefined) throw new Error(`no sample of ${format}`);
  return found[2];
}

describe("recognising formats", () => {
  it.each(sampleRecords)("%s is class %i", (format, uid, record) => {
    const result = read(record);
    expect(result).toMatchObject({ ok: true, format, event: { classUid: uid } });
  });

  it("has one format for each record, so that the order of records cannot matter", () => {
    for (const [format, , record] of sampleRecords) {
      const names = record.startsWith("{")
        ? jsonFormats.filter((candidate) => candidate.recognise(JSON.parse(record))).map(({ name }) => name)
        : lineFormats.filter((candidate) => candidate.recognise(record)).map(({ name }) => name);
      expect(names).toEqual(format === "json.generic" ? [] : [format]);
    }
  });

  it("has a sample of every format", () => {
    const sampled = new Set(sampleRecords.map(([format]) => format));
    for (const { name } of [...jsonFormats, ...lineFormats]) {
      if (name !== "cloudtrail-table") expect(sampled).toContain(name);
    }
  });

  it("reads only the named format or family", () => {
    expect(read(sample("zeek.dns"), { format: "zeek" })).toMatchObject({ ok: true, format: "zeek.dns" });
    expect(read(sample("suricata"), { format: "zeek" })).toMatchObject({ ok: false });
    expect(read("some text", { format: "syslog" })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('not "syslog": expected'),
    });
    expect(read(sample("json.generic"), { format: "json.generic" })).toMatchObject({ ok: true });
    expect(read("{}", { format: "zeke" })).toMatchObject({ ok: false, reason: expect.stringContaining("no format") });
    expect(formatNames()).toEqual(expect.arrayContaining(["zeek", "zeek.conn", "windows", "apache.access"]));
  });

  it("reads each sample to the same moment", () => {
    for (const [format, , record] of sampleRecords) {
      if (format === "request-line") continue;
      expect(Math.abs(event(record).time - moment), format).toBeLessThan(10_000);
    }
    expect(event(sample("request-line")).time).toBeNaN();
  });
});

describe("fields", () => {
  it("of a Windows logon: bare names, unwrapped address, the zone told by the receipt", () => {
    expect(event(sample("windows.json", 3002))).toMatchObject({
      time: moment,
      user: "ada",
      srcIp: "203.0.113.9",
      statusId: statusId.failure,
      resultCode: "0xc000006a",
      action: "Failed network logon",
      recordId: `windows:pc1.corp.example/security/77@${moment}`,
    });
  });

  it("of a Sysmon process: hash, parent, and the technique that the rule names", () => {
    expect(event(sample("windows.json", 1007))).toMatchObject({
      user: "ada",
      parentProcess: "C:\\cmd.exe",
      commandLine: "ps.exe -x",
      hash: "sha256:bb",
      technique: "T1059.001",
    });
  });

  it("of Sysmon for Linux inside a collector's JSON", () => {
    expect(event(sample("syslog.json", 1007))).toMatchObject({
      host: "lx",
      process: "/bin/sh",
      commandLine: 'sh -c "id"',
    });
  });

  it("of CloudTrail: the role that acted, what it touched, the error", () => {
    expect(event(sample("cloudtrail"))).toMatchObject({
      user: "ops",
      object: "b/k",
      cloudService: "s3",
      resultCode: "AccessDenied",
      statusId: statusId.failure,
      recordId: "cloudtrail:e-1",
    });
  });

  it("of a mail gateway", () => {
    expect(event(sample("mail"))).toMatchObject({
      mailFrom: "eve@x.example",
      mailTo: "ada@corp.example",
      user: "ada@corp.example",
      attachment: "i.zip",
      statusId: statusId.failure,
      dstName: "x.example",
    });
  });

  it("of an Office 365 client with brackets and port", () => {
    expect(event(sample("office365"))).toMatchObject({ srcIp: "2001:db8::9", activityId: 2 });
  });

  it("never makes a name an address, nor the unspecified address a machine", () => {
    const lines = [
      "Nov 14 22:13:20 gate sshd[12]: Failed password for root from evil.example port 4 ssh2",
      "Nov 14 22:13:20 gate sshd(pam_unix)[12]: authentication failure; uid=0 ruser= rhost=evil.example  user=root",
    ];
    for (const line of lines) expect(event(line)).toMatchObject({ srcIp: null, dstName: "evil.example" });
    expect(event(sample("vm-connection").replace("10.1.0.9", "0.0.0.0")).srcIp).toBeNull();
  });

  it("survive the way to OCSF and back", () => {
    const first = event(sample("syslog.bsd"));
    const again = event(JSON.stringify(toOcsf(first, { text: sample("syslog.bsd"), format: "syslog.bsd" })));
    expect(again).toMatchObject({
      classUid: first.classUid,
      time: first.time,
      user: "bob",
      host: "gate",
      srcIp: "203.0.113.9",
      statusId: statusId.failure,
    });
  });
});

describe("what cannot be", () => {
  it.each([
    ["an endless amount", `"orig_bytes":1e999,"resp_bytes":-1e999`, { bytesOut: Number.NaN, bytesIn: Number.NaN }],
    ["a negative amount", `"orig_bytes":-5,"duration":-1`, { bytesOut: Number.NaN, durationMs: Number.NaN }],
    ["a port that is none", `"id.orig_p":70000.5,"id.resp_p":-5`, { srcPort: Number.NaN, dstPort: Number.NaN }],
  ])("%s is missing, not a value", (_name, fields, expected) => {
    const record = `{"_path":"conn","ts":1700000000,"uid":"C1","id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2",${fields}}`;
    expect(read(record)).toMatchObject({ ok: true, event: expected });
  });
});

describe("refusals say what to do", () => {
  it.each([
    ['{"a":1}', "neither a time"],
    ['{"a":', "Unexpected end"],
    ["hello world", "no known format"],
    ["", "empty"],
    ["[1,2]", "no object"],
    ['"text"', "no object"],
    ["a\0b\0", "NUL"],
    [`{"time":1${',"x":1'.repeat(2001)}}`, "fields"],
    [`{"time":1,"a":${"[".repeat(65)}${"]".repeat(65)}}`, "nested"],
    [`{"EventID":"x","Channel":"Security"}`, "numeric EventID"],
    ["Feb 31 10:00:00 h sshd[1]: x", "does not exist"],
  ])("%.40s: %s", (text, reason) => {
    expect(read(text)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });
});

describe("tables", () => {
  it("reads Zeek's tab-separated logs by their head lines, across several in one body", () => {
    const body = [
      "#separator \\x09",
      "#unset_field\t-",
      "#path\tconn",
      "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\torig_bytes",
      "1700000000.5\tCa\t10.1.0.5\t1\t10.1.0.6\t2\ttcp\tS0\t-",
      "#close\t2023-11-14",
      "#separator \\x09",
      "#path\tdns",
      "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery",
      "1700000001\tCb\t10.1.0.5\t1\t10.1.0.6\t53\tudp\ta.example",
      "1700000001\tCb\ttoo\tfew",
    ].join("\n");
    const results = readAll(body);
    expect(results[0]).toMatchObject({
      ok: true,
      format: "zeek.conn",
      event: { statusId: statusId.failure, srcPort: 1 },
    });
    expect(results[1]).toMatchObject({ ok: true, format: "zeek.dns", event: { dnsQuery: "a.example" } });
    expect(results[2]).toMatchObject({ ok: false, reason: expect.stringContaining("4 cells") });
  });

  it("reads comma-separated values with a head line", () => {
    const results = readAll('time,user,src ip,message\n2023-11-14T22:13:20Z,ada,203.0.113.9,"said ""hi"", left"\n');
    expect(results).toMatchObject([
      { ok: true, event: { user: "ada", srcIp: "203.0.113.9", message: 'said "hi", left', time: moment } },
    ]);
  });
});

function readAll(body: string): Normalised[] {
  const bytes = new TextEncoder().encode(body);
  const normaliser = createNormaliser(context);
  return splitRecords(bytes, defaultLimits).records.map(({ offset, length }) =>
    normaliser.normalise(bytes, offset, length),
  );
}
