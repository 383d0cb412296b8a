import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../../testing/api.ts";
import { seedAlerts } from "../../testing/seed.ts";

let api: TestApi;
let before: string;
let text: string;
beforeAll(async () => {
  api = await createTestApi();
  const key = await api.key(["read"]);
  await seedAlerts(api.app.db, [{ key: "one", severity: 5 }, { key: "two", severity: 5 }, { key: "three" }]);
  const read = async () => (await api.ask("GET", "/api/v1/metrics", { key })).text();
  before = await read();
  await api.ask("GET", "/api/v1/alerts", { key });
  text = await read();
}, 60_000);
afterAll(() => api.close());

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Family {
  readonly name: string;
  readonly type: string;
  readonly samples: Sample[];
}

const namePattern = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const value = String.raw`(?:[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|Inf)|NaN)`;
const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`;
const samplePattern = new RegExp(`^(${namePattern})(?:\\{(${label}(?:,${label})*)\\})? (${value})$`, "i");

function parseSample(line: string): Sample {
  const [, name = "", labels = "", number = ""] = samplePattern.exec(line) ?? [];
  if (name === "") throw new Error(`No sample by the grammar of the text format: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map((pair) => [pair[1], pair[2]]);
  return { name, labels: Object.fromEntries(pairs), value: Number(number.replace("Inf", "Infinity")) };
}

/** The text format 0.0.4, strictly: HELP, TYPE and then all samples of a family, each family once. */
function parseFamilies(source: string): Map<string, Family> {
  expect(source.endsWith("\n")).toBe(true);
  const families = new Map<string, Family>();
  let current: Family | null = null;
  for (const line of source.split("\n").filter((one) => one !== "")) {
    const [, type, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (type === "HELP") expect(families.has(name)).toBe(false);
    else if (type === "TYPE") {
      current = { name, type: rest, samples: [] };
      families.set(name, current);
    } else {
      const sample = parseSample(line);
      expect(sample.name.replace(/_(bucket|sum|count)$/, "").startsWith(current?.name ?? "none")).toBe(true);
      current?.samples.push(sample);
    }
  }
  return families;
}

/** How often the list of alerts was asked for, in this process: by whatever method, and with whatever answer. */
function timesAsked(metrics: string): number {
  const samples = parseFamilies(metrics).get("tideline_http_request_seconds")?.samples ?? [];
  return samples
    .filter(({ name, labels }) => name.endsWith("_count") && labels.path === "/api/v1/alerts")
    .reduce((sum, { value: count }) => sum + count, 0);
}

test("the text follows the format, and the names its conventions", () => {
  const families = parseFamilies(text);
  for (const { name, type } of families.values()) {
    expect(name).toMatch(/^(tideline|process|nodejs)_[a-z0-9_]+$/);
    expect(["counter", "gauge", "histogram", "summary"]).toContain(type);
    if (name.startsWith("tideline_") && type === "counter") expect(name).toMatch(/_total$/);
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb)$/);
  }
});

test("what is in the database is told as it is", () => {
  const families = parseFamilies(text);
  const samples = (name: string) => families.get(name)?.samples.map(({ labels, value: is }) => [labels, is]);
  expect(samples("tideline_open_alerts")).toEqual(
    expect.arrayContaining([
      [{ stream: "main", severity: "critical" }, 2],
      [{ stream: "main", severity: "medium" }, 1],
    ]),
  );
  expect(samples("tideline_audit_sealed_entries")).toEqual([[{}, 0]]);
  const [[, waiting] = [{}, 0]] = samples("tideline_audit_unsealed_entries") ?? [];
  // The key that asks was made, and that is not sealed yet.
  expect(waiting).toBe(1);
  expect(samples("tideline_ledger_records")).toHaveLength(8);
  expect(timesAsked(text) - timesAsked(before)).toBe(1);
});

test("each of our metrics is in the manual, and no other", async () => {
  const manual = await readFile(join(import.meta.dirname, "../../docs/OPERATIONS.md"), "utf8");
  const table = manual.slice(manual.indexOf("## Metrics"), manual.indexOf("## The audit record"));
  const named = new Set([...table.matchAll(/^\|.*$/gm)].flatMap(([row]) => row.match(/tideline_\w+/g) ?? []));
  const known = [...parseFamilies(text).keys()].filter((name) => name.startsWith("tideline_"));
  expect([...named].sort()).toEqual(known.sort());
});

test("a key is told of its own stream, a person of all", async () => {
  const streamsIn = (answer: string) =>
    new Set(
      [...parseFamilies(answer).values()].flatMap(({ samples }) =>
        samples.flatMap(({ labels }) => labels.stream ?? []),
      ),
    );
  const { cookie } = await api.person("viewer");
  expect(streamsIn(await (await api.ask("GET", "/api/v1/metrics", { cookie })).text())).toEqual(
    new Set(["main", "demo"]),
  );
  for (const stream of ["main", "demo"] as const) {
    const key = await api.key(["read"], stream);
    expect(streamsIn(await (await api.ask("GET", "/api/v1/metrics", { key })).text())).toEqual(new Set([stream]));
  }
});
