import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pageTable } from "../components/layout/page-table.ts";
import { startInstance } from "./instance.ts";
import { projectRoot } from "./paths.ts";
import { composeSheet } from "./pictures/compose-sheet.ts";
import { type Picture, type PicturedPage, takePictures } from "./pictures/take-pictures.ts";
import { openSignedInBrowser } from "./signed-in-browser.ts";

/** Pages that are in no rail. */
const others: readonly PicturedPage[] = [
  { name: "welcome", href: "/welcome", label: "Connect a source" },
  { name: "design", href: "/design", label: "Design" },
];
/** So long the demonstration's traffic fills the pages before they are looked at. */
const fillMs = 90_000;

interface Wanted {
  readonly names: readonly string[];
  readonly folder: string;
  /** Each picture goes there as well, in its own size, to be looked at closely. */
  readonly each: string | undefined;
  readonly fillMs: number;
}

function parseArguments(args: readonly string[]): Wanted {
  const optionOf = (option: string) => args.find((argument) => argument.startsWith(`${option}=`))?.split("=")[1];
  const each = optionOf("--each");
  return {
    each: each === undefined ? undefined : resolve(each),
    names: args.filter((argument) => !argument.startsWith("--")),
    folder: resolve(optionOf("--out") ?? join(projectRoot, "docs/screenshots")),
    fillMs: Number(optionOf("--fill-seconds") ?? fillMs / 1000) * 1000,
  };
}

function writeEach(folder: string, name: string, pictures: readonly Picture[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { state, theme, window, jpeg } of pictures) {
    writeFileSync(join(folder, `${name}-${state}-${theme}-${window.width}.jpg`), jpeg);
  }
}

/**
 * `npm run pictures -- [NAME ...] [--out=FOLDER] [--each=FOLDER] [--fill-seconds=90]`: a contact sheet of each page, in both themes, at
 * four widths, full, empty, loading and failing, with generated traffic alone. One page that fails stops no other.
 */
async function main(): Promise<number> {
  const wanted = parseArguments(process.argv.slice(2));
  const pages = [...pageTable, ...others].filter(
    ({ name }) => wanted.names.length === 0 || wanted.names.includes(name),
  );
  mkdirSync(wanted.folder, { recursive: true });
  const instance = await startInstance({ demo: true });
  let failures = 0;
  try {
    const { browser, context } = await openSignedInBrowser(instance);
    try {
      process.stdout.write(`Waiting ${wanted.fillMs / 1000} s for generated traffic\n`);
      await pause(wanted.fillMs);
      const storage = await context.storageState();
      for (const page of pages) {
        try {
          const pictures = await takePictures({ browser, storage, url: instance.url, page });
          if (wanted.each !== undefined) writeEach(wanted.each, page.name, pictures);
          const file = await composeSheet({ browser, page, pictures, folder: wanted.folder });
          process.stdout.write(`${file}\n`);
        } catch (error) {
          failures += 1;
          process.stderr.write(`${page.name}: ${error instanceof Error ? error.message : error}\n`);
        }
      }
    } finally {
      await browser.close();
    }
  } finally {
    await instance.stop();
  }
  return failures === 0 ? 0 : 1;
}

process.exit(await main());
