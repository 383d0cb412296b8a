import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import boundaries from "../tools/boundaries.mjs";

const projectRoot = join(import.meta.dirname, "..");
const folders = ["app", "components", "lib", "server", "worker", "scripts", "testing", "bench", "e2e", "tests"];

/** A tree that keeps every rule; each fault below is added to it. */
const soundTree: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    dependencies: { zod: "1", pg: "1" },
    devDependencies: { vitest: "1" },
    type: "module",
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { module: "esnext", moduleResolution: "bundler", jsx: "react-jsx" },
  }),
  ...Object.fromEntries(
    ["zod", "pg", "vitest", "stowaway"].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
      [`node_modules/${name}/index.js`, "module.exports = {};"],
    ]),
  ),
  "lib/stats/mean.ts": `import { z } from "zod"; export const mean = z;`,
  "lib/event/event.ts": `import { mean } from "../stats/mean.ts"; export const event = mean;`,
  "lib/contracts/wire.ts": `import { event } from "../event/event.ts"; export const wire = event;`,
  "lib/training/learn.ts": `import { wire } from "../contracts/wire.ts"; export const learn = wire;`,
  "components/live/chart.tsx": `import { wire } from "../../lib/contracts/wire.ts"; export const Chart = wire;`,
  "server/events/ingest.ts": `import pg from "pg"; import { event } from "../../lib/event/event.ts"; export const ingest = [pg, event];`,
  "server/db/generated/client.ts": "export const client = 1;",
  "worker/main.ts": `import { ingest } from "../server/events/ingest.ts"; export const worker = ingest;`,
  "app/page.tsx": `import { Chart } from "../components/live/chart.tsx"; import { ingest } from "../server/events/ingest.ts"; export default [Chart, ingest];`,
  "scripts/start.ts": `import { readFileSync } from "node:fs"; export const start = readFileSync;`,
  "testing/database.ts": "export const database = 1;",
  "lib/stats/mean.test.ts": `import { it } from "vitest"; import { readFileSync } from "node:fs"; it(readFileSync);`,
};

const stageNames = boundaries.forbidden.flatMap((rule) => /^lib-(.+)-before-later-stages$/.exec(rule.name)?.[1] ?? []);

/** One fault for each rule: where it is planted, and the import. */
const faults: ReadonlyArray<{ rule: string; file: string; imports: string }> = [
  { rule: "lib-imports-zod-alone", file: "lib/event/fault.ts", imports: "node:fs" },
  { rule: "lib-imports-zod-alone", file: "lib/event/fault.ts", imports: "pg" },
  { rule: "lib-imports-zod-alone", file: "lib/event/fault.ts", imports: "../../server/events/ingest.ts" },
  { rule: "lib-knows-its-stages", file: "lib/helpers/fault.ts", imports: "../stats/mean.ts" },
  ...stageNames.map((stage) => ({
    rule: `lib-${stage}-before-later-stages`,
    file: `lib/${stage}/fault.ts`,
    imports: "../training/learn.ts",
  })),
  { rule: "lib-stats-before-later-stages", file: "lib/stats/fault.ts", imports: "../event/event.ts" },
  {
    rule: "components-never-import-server",
    file: "components/live/fault.tsx",
    imports: "../../server/events/ingest.ts",
  },
  { rule: "components-know-no-node", file: "components/live/fault.tsx", imports: "node:path" },
  { rule: "server-knows-no-ui", file: "server/events/fault.ts", imports: "../../components/live/chart.tsx" },
  { rule: "server-knows-no-ui", file: "server/events/fault.ts", imports: "../../worker/main.ts" },
  { rule: "worker-knows-no-ui", file: "worker/fault.ts", imports: "../components/live/chart.tsx" },
  { rule: "app-knows-no-worker", file: "app/fault.ts", imports: "../worker/main.ts" },
  { rule: "database-belongs-to-server", file: "worker/fault.ts", imports: "pg" },
  { rule: "database-belongs-to-server", file: "app/api/fault.ts", imports: "../../server/db/generated/client.ts" },
  { rule: "no-development-packages-in-production", file: "server/fault.ts", imports: "vitest" },
  { rule: "no-undeclared-packages", file: "server/fault.ts", imports: "stowaway" },
  { rule: "no-tests-in-production", file: "server/fault.ts", imports: "../testing/database.ts" },
  { rule: "no-scripts-in-production", file: "server/fault.ts", imports: "../scripts/start.ts" },
  { rule: "no-cycles", file: "worker/fault.ts", imports: "./fault.ts" },
  { rule: "no-unresolved-imports", file: "worker/fault.ts", imports: "./nowhere.ts" },
];

const reportSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe("the boundaries", { timeout: 60_000 }, () => {
  let tree: string;

  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), content);
    }
  }

  function cruise() {
    const cli = join(projectRoot, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const config = join(projectRoot, "tools/boundaries.mjs");
    const args = [cli, "--config", config, "--output-type", "json", ...folders];
    const result = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    return reportSchema.parse(JSON.parse(result.stdout)).summary;
  }

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), "tideline-boundaries-"));
    for (const folder of folders) mkdirSync(join(tree, folder));
    write(soundTree);
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  it("find nothing to complain about in a sound tree, and do look at it", () => {
    const summary = cruise();
    expect(summary.violations).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(12);
  });

  it("report a planted fault against every rule", () => {
    // Each fault gets a file of its own name, so that it cannot be reported in place of another.
    const planted = faults.map((fault, index) => ({ ...fault, file: fault.file.replace("fault", `fault-${index}`) }));
    for (const { file, imports } of planted) {
      const target = imports === "./fault.ts" ? `./${file.split("/").at(-1)}` : imports;
      write({ [file]: `import * as planted from "${target}"; export const fault = planted;` });
    }
    const reported = cruise().violations.map(({ rule, from }) => `${rule.name} in ${from}`);
    for (const { rule, file } of planted) expect(reported).toContain(`${rule} in ${file}`);
  });

  it("have a fault for every rule that there is", () => {
    expect([...new Set(faults.map((fault) => fault.rule))].sort()).toEqual(
      boundaries.forbidden.map((rule) => rule.name).sort(),
    );
  });
});
