import { basename } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { canonicalAddress } from "../../lib/event/address.ts";
import { statusId } from "../../lib/event/classes.ts";
import type { SecurityEvent } from "../../lib/event/security-event.ts";
import { defaultLimits } from "../../lib/normalise/limits.ts";
import { createNormaliser } from "../../lib/normalise/normalise.ts";
import { splitRecords } from "../../lib/normalise/split-records.ts";
import { statedFiles } from "./formats-table.ts";
import { logsOf, missingData, readLog } from "./read-archives.ts";

const dataSets = [
  "otrf-security-datasets",
  "suricata-eve",
  "loghub",
  "aws-cloudtrail-stratus",
  "csic2010-http",
] as const;

interface ReadFile {
  readonly dataSet: string;
  readonly file: string;
  readonly events: readonly SecurityEvent[];
  readonly reasons: readonly string[];
}

async function readFile(dataSet: string, path: string): Promise<ReadFile> {
  const bytes = await readLog(path);
  const { records, rejected } = splitRecords(bytes, defaultLimits);
  const normaliser = createNormaliser({ format: "auto", zone: () => 0, referenceTime: Date.UTC(2026, 0, 1) });
  const results = records.map(({ offset, length }) => normaliser.normalise(bytes, offset, length));
  return {
    dataSet,
    file: basename(path),
    events: results.flatMap((result) => (result.ok ? [result.event] : [])),
    reasons: [
      ...rejected.map(({ reason }) => reason),
      ...results.flatMap((result) => (result.ok ? [] : [result.reason])),
    ],
  };
}

function countsByClass(events: readonly SecurityEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { classUid } of events) counts[classUid] = (counts[classUid] ?? 0) + 1;
  return counts;
}

describe.skipIf(missingData !== null)(
  `formats over the public data sets${missingData === null ? "" : ` (skipped: ${missingData})`}`,
  () => {
    const read: ReadFile[] = [];

    beforeAll(async () => {
      for (const dataSet of dataSets) for (const path of logsOf(dataSet)) read.push(await readFile(dataSet, path));
    }, 300_000);

    it("become what docs/FORMATS.md states, file by file, and none is left out there", () => {
      const found = read.map(({ dataSet, file, events, reasons }) => ({
        dataSet,
        file,
        records: events.length + reasons.length,
        refused: reasons.length,
        classes: countsByClass(events),
      }));
      const byName = (a: { file: string }, b: { file: string }) => a.file.localeCompare(b.file);
      expect(found.sort(byName)).toEqual(statedFiles().sort(byName));
    });

    it.each(dataSets)("%s: at least 995 in 1,000 accepted, each refusal with a reason", (dataSet) => {
      const files = read.filter((file) => file.dataSet === dataSet);
      const accepted = files.reduce((sum, { events }) => sum + events.length, 0);
      const refused = files.flatMap(({ reasons }) => reasons);
      expect(accepted).toBeGreaterThan(100);
      expect(accepted / (accepted + refused.length)).toBeGreaterThanOrEqual(0.995);
      for (const reason of refused) expect(reason).toMatch(/^[A-Z].{20,}\.$/s);
    });

    it("have a time, save for bare request lines", () => {
      for (const { file, dataSet, events } of read) {
        const without = events.filter(({ time }) => Number.isNaN(time)).length;
        expect(without, file).toBe(dataSet === "csic2010-http" ? events.length : 0);
      }
    });

    it("have addresses where addresses belong, in canonical form", () => {
      for (const { events } of read) {
        for (const { srcIp, dstIp } of events) {
          if (srcIp !== null && canonicalAddress(srcIp) !== srcIp) throw new Error(`source ${srcIp}`);
          if (dstIp !== null && canonicalAddress(dstIp) !== dstIp) throw new Error(`destination ${dstIp}`);
        }
      }
    });

    it("have no two records with one id", () => {
      const ids = read.flatMap(({ events }) => events.flatMap(({ recordId }) => (recordId === null ? [] : [recordId])));
      expect(ids.length).toBeGreaterThan(20_000);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it("show exactly five addresses with 20 failed logons within 600 s in the OpenSSH log", () => {
      const events = read.find(({ file }) => file === "OpenSSH_2k.log.gz")?.events ?? [];
      expect(guessingAddresses(events).sort()).toEqual(
        ["183.62.140.253", "187.141.143.180", "103.99.0.122", "112.95.230.3", "5.188.10.180"].sort(),
      );
    });
  },
);

/** Addresses with at least 20 failed logons (weighted by count) in some stretch of 600 s. */
function guessingAddresses(events: readonly SecurityEvent[]): string[] {
  const failures = events.filter(
    (event) => event.statusId === statusId.failure && event.count > 0 && event.classUid === 3002,
  );
  const byAddress = groupByAddress(failures);
  return [...byAddress]
    .filter(([, own]) => own.some((last) => failuresBefore(own, last) >= 20))
    .map(([address]) => address);
}

function groupByAddress(events: readonly SecurityEvent[]): Map<string, SecurityEvent[]> {
  const groups = new Map<string, SecurityEvent[]>();
  for (const event of events) {
    if (event.srcIp === null) continue;
    groups.set(event.srcIp, [...(groups.get(event.srcIp) ?? []), event]);
  }
  return groups;
}

function failuresBefore(events: readonly SecurityEvent[], last: SecurityEvent): number {
  const within = events.filter(({ time }) => time <= last.time && time > last.time - 600_000);
  return within.reduce((sum, { count }) => sum + count, 0);
}
