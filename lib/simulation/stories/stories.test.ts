import { describe, expect, it } from "vitest";
import { busyMoment } from "../hour-of-week.ts";
import { createOrganisation } from "../organisation.ts";
import { createTraffic } from "../traffic.ts";
import type { NativeRecord } from "../traffic-types.ts";
import { stories } from "./all-stories.ts";

const minuteMs = 60_000;
const startTime = busyMoment;
const organisation = createOrganisation("stories", 60);
const seeds = ["one", "two", "three", "four"];

/** What the attack with this name writes within the span. */
function campaignRecords(seed: string, prefix: string, spanMs: number): NativeRecord[] {
  const traffic = createTraffic({ seed, organisation, startTime, rate: 2 });
  return traffic.next(startTime + spanMs).filter(({ truth }) => truth.campaign?.startsWith(prefix));
}

const parsedOf = (records: readonly NativeRecord[], format: string) =>
  records
    .filter((record) => record.format === format)
    .map(({ record, time, truth }) => ({ ...JSON.parse(record), time, truth }));

describe("all stories", () => {
  it("name a technique and a tactic for each step", () => {
    for (const { steps } of stories) {
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      for (const step of steps) {
        expect(step.technique).toMatch(/^T\d{4}(\.\d{3})?$/);
        expect(step.tactic).toMatch(/^[a-z-]+$/);
      }
    }
  });

  it("are each begun within ten minutes, and go on with other actors", () => {
    const traffic = createTraffic({ seed: "long", organisation, startTime, rate: 1 });
    const names = new Map<string, number>();
    for (const { truth, time } of traffic.next(startTime + 240 * minuteMs)) {
      if (truth.campaign !== null && !names.has(truth.campaign)) names.set(truth.campaign, time - startTime);
    }
    const early = [...names].filter(([, after]) => after < 10 * minuteMs).map(([name]) => name.replace(/-\d+$/, ""));
    expect(early).toEqual(stories.map(({ name }) => name));
    expect(names.size).toBeGreaterThan(5);
  });
});

describe.each(seeds)("ssh guessing, seed %s", (seed) => {
  const records = campaignRecords(seed, "ssh-guessing", 10 * minuteMs);
  const lines = records.filter(({ format }) => format === "sshd");
  const failures = lines.filter(({ record }) => record.includes("Failed password"));
  const addressOf = (record: string) => / from (\S+) port /.exec(record)?.[1];

  it("begins within 30 s and makes 25 failures from one address within 70 s of the start", () => {
    expect(records[0]?.time).toBeLessThan(startTime + 30_000);
    expect(failures[24]?.time).toBeLessThan(startTime + 70_000);
    expect(new Set(failures.map(({ record }) => addressOf(record))).size).toBe(1);
  });

  it("gets in from that address after that, and moves on to four servers or more", () => {
    const accepted = lines.filter(({ record }) => record.includes("Accepted password"));
    expect(addressOf(accepted[0]?.record ?? "")).toBe(addressOf(failures[0]?.record ?? ""));
    expect(accepted[0]?.time).toBeGreaterThan(failures.at(-1)?.time ?? Number.POSITIVE_INFINITY);
    const moved = accepted.slice(1).map(({ record }) => record.split(" ")[3]);
    expect(new Set(moved).size).toBeGreaterThanOrEqual(4);
    for (const { record } of accepted.slice(1)) expect(addressOf(record)).toMatch(/^172\.20\./);
  });
});

describe.each(seeds)("phishing, seed %s", (seed) => {
  const records = campaignRecords(seed, "phishing-2", 60 * minuteMs);

  it("goes from the mail to the macro to the script, on the machine of who got the mail", () => {
    const mail = parsedOf(records, "mail")[0];
    const starts = parsedOf(records, "windows").filter(({ EventID }) => EventID === 1);
    const script = starts.find(({ Image }) => String(Image).endsWith("powershell.exe"));
    expect(mail?.attachments[0].name).toMatch(/\.docm$/);
    expect(script?.ParentImage).toMatch(/WINWORD\.EXE$/);
    expect(script?.CommandLine).toMatch(/-EncodedCommand [A-Za-z0-9+/=]{100,}$/);
    expect(mail?.to[0].split("@")[0]).toBe(String(script?.User).split("\\")[1]);
    expect(mail?.time).toBeLessThan(script?.time);
  });

  it("calls home at regular times, at a name that nobody else uses", () => {
    const calls = parsedOf(records, "zeek.ssl").filter(({ truth }) => truth.step === "beacon");
    expect(calls.length).toBeGreaterThan(25);
    expect(new Set(calls.map(({ server_name }) => server_name)).size).toBe(1);
    expect(organisation.services.map(({ domain }) => domain)).not.toContain(calls[0]?.server_name);
    const gaps = calls.slice(1).map(({ time }, index) => time - calls[index]?.time);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(deviation / mean).toBeLessThan(0.12);
  });
});

describe.each(seeds)("exfiltration, seed %s", (seed) => {
  const records = campaignRecords(seed, "exfiltration-3", 360 * minuteMs);
  const sent = parsedOf(records, "zeek.conn").filter(({ truth }) => truth.step === "send");

  it("sends hundreds of megabytes over hours to one place that was never used before", () => {
    const places = new Set(sent.map((connection) => connection["id.resp_h"]));
    expect(places.size).toBe(1);
    for (const { addresses } of organisation.services)
      for (const address of addresses) expect(places).not.toContain(address);
    expect(sent.reduce((sum, { orig_bytes }) => sum + orig_bytes, 0)).toBeGreaterThan(3e8);
    expect(sent.at(-1)?.time - sent[0]?.time).toBeGreaterThan(80 * minuteMs);
  });

  it("gathers many files of several departments first", () => {
    const reads = parsedOf(records, "windows").filter(({ EventID }) => EventID === 5145);
    expect(reads.length).toBeGreaterThanOrEqual(60);
    expect(new Set(reads.map(({ ShareName }) => ShareName)).size).toBeGreaterThan(2);
    expect(reads.at(-1)?.time).toBeLessThan(sent[0]?.time);
  });
});
