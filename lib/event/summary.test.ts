import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classUid, eventClasses, statusId } from "./classes.ts";
import { emptyEvent, type SecurityEvent } from "./security-event.ts";
import { maxSummaryLength, summarise } from "./summary.ts";

function event(fields: Partial<SecurityEvent>): SecurityEvent {
  return { ...emptyEvent(), ...fields };
}

describe("summary", () => {
  it.each<[string, Partial<SecurityEvent>]>([
    [
      "Failed password for root from 192.0.2.4 on gate (failed)",
      {
        classUid: classUid.authentication,
        action: "Failed password",
        user: "root",
        srcIp: "192.0.2.4",
        host: "gate",
        statusId: statusId.failure,
      },
    ],
    [
      "10.0.0.1:5000 -> 192.0.2.9:443 tcp, 1.2 kB out, 3 MB in, SF",
      {
        classUid: classUid.network,
        srcIp: "10.0.0.1",
        srcPort: 5000,
        dstIp: "192.0.2.9",
        dstPort: 443,
        protocol: "tcp",
        bytesOut: 1234,
        bytesIn: 3e6,
        resultCode: "SF",
      },
    ],
    [
      "10.0.0.1 asked for a.example (A) = NXDOMAIN",
      { classUid: classUid.dns, srcIp: "10.0.0.1", dnsQuery: "a.example", action: "A", resultCode: "NXDOMAIN" },
    ],
    [
      "10.0.0.1 GET w.example /x?y=1 = 404",
      {
        classUid: classUid.http,
        srcIp: "10.0.0.1",
        action: "GET",
        dstName: "w.example",
        url: "/x?y=1",
        resultCode: "404",
      },
    ],
    [
      "ec2 RunInstances by eve from 192.0.2.4 (AccessDenied)",
      {
        classUid: classUid.api,
        cloudService: "ec2",
        action: "RunInstances",
        user: "eve",
        srcIp: "192.0.2.4",
        resultCode: "AccessDenied",
      },
    ],
    [
      "Process created: cmd.exe /c whoami by eve on PC1",
      {
        classUid: classUid.process,
        action: "Process created",
        commandLine: "cmd.exe /c whoami",
        user: "eve",
        host: "PC1",
      },
    ],
    [
      "Mail from a@x.example to b@y.example about Invoice",
      { classUid: classUid.email, mailFrom: "a@x.example", mailTo: "b@y.example", subject: "Invoice" },
    ],
    ["cron: job started", { classUid: classUid.base, process: "cron", message: "job started" }],
  ])("%s", (line, fields) => {
    expect(summarise(event(fields))).toBe(line);
  });

  it("is one short line without control or direction marks, whatever the record holds", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(eventClasses).map(Number)),
        fc.string({ unit: "binary", maxLength: 400 }),
        (uid, text) => {
          const line = summarise(
            event({ classUid: uid, action: text, user: text, message: `${text}\n\u202e`, url: text }),
          );
          expect(line.length).toBeLessThanOrEqual(maxSummaryLength);
          expect(line).not.toMatch(/[\n\r\0\u202e]/);
        },
      ),
    );
  });
});
