import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext } from "playwright";
import { type Instance, startInstance } from "./instance.ts";
import { projectRoot } from "./paths.ts";
import { composeSheet } from "./pictures/compose-sheet.ts";
import { fillGuarded, type GuardedStream } from "./pictures/fill-guarded.ts";
import { sendFlood } from "./pictures/send-flood.ts";
import { startDemo } from "./pictures/start-demo.ts";
import { type Picture, type PicturedPage, type PictureState, takePictures } from "./pictures/take-pictures.ts";
import { parseWanted, type Wanted } from "./pictures/wanted.ts";
import { openSignedInBrowser } from "./signed-in-browser.ts";
import { runInherited } from "./tests/run-inherited.ts";

interface Studio {
  readonly instance: Instance;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly wanted: Wanted;
  /** What was taken so far, by page. */
  readonly taken: Map<string, Picture[]>;
  readonly failed: Set<string>;
}

async function replayLogs({ instance, wanted }: Studio): Promise<void> {
  for (const path of wanted.logs) {
    const runner = join(projectRoot, "scripts/run.mjs");
    await runInherited(runner, ["scripts/replay.ts", path], { TIDELINE_STATE: instance.stateDir });
  }
}

/** Pictures of the pages in some states; one page that fails stops no other. */
async function lookAt(
  { browser, context, instance, wanted, taken, failed }: Studio,
  pages: readonly PicturedPage[],
  states: readonly PictureState[],
): Promise<void> {
  const asked = states.filter((state) => wanted.states.includes(state));
  const storage = await context.storageState();
  for (const page of asked.length === 0 ? [] : pages) {
    try {
      const pictures = await takePictures({ browser, storage, url: instance.url, page }, asked);
      taken.set(page.name, [...(taken.get(page.name) ?? []), ...pictures]);
      process.stdout.write(`${page.name}: ${asked.join(", ")}\n`);
    } catch (error) {
      failed.add(page.name);
      process.stderr.write(`${page.name}: ${error instanceof Error ? error.message : error}\n`);
    }
  }
}

/** Everything in the order in which the instance fills: empty, with a history, with traffic, in a flood. */
async function takeAll(studio: Studio): Promise<void> {
  const { wanted, instance, context } = studio;
  const input = { api: context.request, url: instance.url, stateDir: instance.stateDir };
  const scenesOf = (filled: GuardedStream | null, inFlood: boolean) =>
    wanted.scenes.filter((scene) => scene.inFlood === inFlood).map((scene) => ({ ...scene, href: scene.href(filled) }));
  await lookAt(studio, [...wanted.pages, ...scenesOf(null, false)], ["empty"]);
  const filled = wanted.scenes.length === 0 ? null : await fillGuarded(input);
  await lookAt(studio, scenesOf(filled, false), ["full", "loading", "failing", "stale"]);
  const beganMs = performance.now();
  const endDemo = startDemo(instance.stateDir);
  try {
    await replayLogs(studio);
    await pause(Math.max(0, beganMs + wanted.fillMs - performance.now()));
    await lookAt(studio, wanted.pages, ["full", "loading", "failing"]);
    const flooded = scenesOf(filled, true);
    if (filled === null || flooded.length === 0) return;
    await sendFlood(input, filled.key);
    await lookAt(studio, flooded, ["full", "failing", "stale"]);
  } finally {
    endDemo();
  }
}

async function writeAll({ browser, wanted, taken }: Studio): Promise<void> {
  for (const page of [...wanted.pages, ...wanted.scenes]) {
    const pictures = taken.get(page.name) ?? [];
    if (wanted.each !== undefined) {
      mkdirSync(wanted.each, { recursive: true });
      for (const { state, theme, window, jpeg } of pictures) {
        writeFileSync(join(wanted.each, `${page.name}-${state}-${theme}-${window.width}.jpg`), jpeg);
      }
    }
    const file = await composeSheet({ browser, label: page.label, name: page.name, pictures, folder: wanted.folder });
    process.stdout.write(`${file}\n`);
  }
}

/**
 * `npm run pictures -- [NAME ...] [--logs=PATH ...] [--out=FOLDER] [--each=FOLDER] [--states=full,empty,...]
 * [--fill-seconds=90]`: a contact sheet of each page and of the parts of `scenes.ts`, in both themes, at four widths, full,
 * empty, loading, failing and stale: full of real logs where some are named, else of generated traffic alone.
 */
async function main(): Promise<number> {
  const wanted = parseWanted(process.argv.slice(2));
  mkdirSync(wanted.folder, { recursive: true });
  const instance = await startInstance();
  try {
    const { browser, context } = await openSignedInBrowser(instance);
    const studio = { instance, browser, context, wanted, taken: new Map(), failed: new Set<string>() };
    try {
      await takeAll(studio);
      await writeAll(studio);
      return studio.failed.size;
    } finally {
      await browser.close();
    }
  } finally {
    await instance.stop();
  }
}

process.exit((await main()) === 0 ? 0 : 1);
