import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext } from "playwright";
import { pageTable } from "../components/layout/page-table.ts";
import { type Instance, startInstance } from "./instance.ts";
import { projectRoot } from "./paths.ts";
import { composeSheet } from "./pictures/compose-sheet.ts";
import { type Picture, type PicturedPage, type PictureState, takePictures } from "./pictures/take-pictures.ts";
import { openSignedInBrowser } from "./signed-in-browser.ts";
import { runInherited } from "./tests/run-inherited.ts";

/** Pages that are in no rail. */
const others = [
  { name: "people", href: "/settings/people", label: "People" },
  { name: "welcome", href: "/welcome", label: "Connect a source" },
  { name: "design", href: "/design", label: "Design" },
] as const;
/** So long the demonstration's traffic fills the pages before they are looked at. */
const fillMs = 90_000;

interface Wanted {
  readonly pages: readonly PicturedPage[];
  readonly folder: string;
  /** Each picture goes there as well, in its own size, to be looked at closely. */
  readonly each: string | undefined;
  /** Files or folders of real logs. */
  readonly logs: readonly string[];
  readonly fillMs: number;
}

function parseArguments(args: readonly string[]): Wanted {
  const optionsOf = (option: string) =>
    args.filter((argument) => argument.startsWith(`${option}=`)).map((argument) => argument.slice(option.length + 1));
  const names = args.filter((argument) => !argument.startsWith("--"));
  const logs = optionsOf("--logs").map((path) => resolve(path));
  const [each] = optionsOf("--each");
  const [out = join(projectRoot, "docs/screenshots")] = optionsOf("--out");
  const [seconds = String(fillMs / 1000)] = optionsOf("--fill-seconds");
  // Responses are proposed to the generated attacks alone: until somebody writes a playbook nothing else leads to one.
  const streamOf = (name: string): PicturedPage["stream"] =>
    logs.length > 0 && name !== "responses" ? "main" : "demo";
  const pages = [...pageTable, ...others].map(({ name, href, label }) => ({
    name,
    href,
    label,
    stream: streamOf(name),
  }));
  return {
    pages: pages.filter(({ name }) => names.length === 0 || names.includes(name)),
    folder: resolve(out),
    each: each === undefined ? undefined : resolve(each),
    logs,
    fillMs: Number(seconds) * 1000,
  };
}

function writeEach(folder: string, name: string, pictures: readonly Picture[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { state, theme, window, jpeg } of pictures) {
    writeFileSync(join(folder, `${name}-${state}-${theme}-${window.width}.jpg`), jpeg);
  }
}

interface Studio {
  readonly instance: Instance;
  readonly browser: Browser;
  readonly context: BrowserContext;
}

async function replayLogs({ instance }: Studio, logs: readonly string[]): Promise<void> {
  for (const path of logs) {
    const runner = join(projectRoot, "scripts/run.mjs");
    await runInherited(runner, ["scripts/replay.ts", path], { TIDELINE_STATE: instance.stateDir });
  }
}

/** Pictures of the pages in some states by name; one page that fails stops no other. */
async function lookAt(
  { browser, context, instance }: Studio,
  pages: readonly PicturedPage[],
  states: readonly PictureState[],
): Promise<ReadonlyMap<string, readonly Picture[]>> {
  const storage = await context.storageState();
  const taken = new Map<string, readonly Picture[]>();
  for (const page of pages) {
    try {
      taken.set(page.name, await takePictures({ browser, storage, url: instance.url, page }, states));
      process.stdout.write(`${page.name}: ${states.join(", ")}\n`);
    } catch (error) {
      process.stderr.write(`${page.name}: ${error instanceof Error ? error.message : error}\n`);
    }
  }
  return taken;
}

async function work(studio: Studio, wanted: Wanted): Promise<number> {
  const beganMs = performance.now();
  const empty = await lookAt(studio, wanted.pages, ["empty"]);
  await replayLogs(studio, wanted.logs);
  await pause(Math.max(0, beganMs + wanted.fillMs - performance.now()));
  const later = await lookAt(studio, wanted.pages, ["full", "loading", "failing"]);
  let failures = 0;
  for (const page of wanted.pages) {
    const pictures = [...(empty.get(page.name) ?? []), ...(later.get(page.name) ?? [])];
    if (!empty.has(page.name) || !later.has(page.name)) failures += 1;
    if (wanted.each !== undefined) writeEach(wanted.each, page.name, pictures);
    const file = await composeSheet({ browser: studio.browser, page, pictures, folder: wanted.folder });
    process.stdout.write(`${file}\n`);
  }
  return failures;
}

/**
 * `npm run pictures -- [NAME ...] [--logs=PATH ...] [--out=FOLDER] [--each=FOLDER] [--fill-seconds=90]`: a contact sheet
 * of each page, in both themes, at four widths, full, empty, loading and failing: full of real logs where some are
 * named, else of generated traffic alone.
 */
async function main(): Promise<number> {
  const wanted = parseArguments(process.argv.slice(2));
  mkdirSync(wanted.folder, { recursive: true });
  const instance = await startInstance({ demo: true });
  try {
    const { browser, context } = await openSignedInBrowser(instance);
    try {
      return await work({ instance, browser, context }, wanted);
    } finally {
      await browser.close();
    }
  } finally {
    await instance.stop();
  }
}

process.exit((await main()) === 0 ? 0 : 1);
