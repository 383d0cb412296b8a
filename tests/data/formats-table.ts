import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What docs/FORMATS.md states of one file. */
export interface StatedFile {
  readonly dataSet: string;
  readonly file: string;
  readonly records: number;
  readonly refused: number;
  readonly classes: Readonly<Record<string, number>>;
}

/** `3002: 1402, 4007: 598`. */
function classCounts(cell: string): Record<string, number> {
  const pairs = [...cell.matchAll(/(\d+): (\d+)/g)];
  return Object.fromEntries(pairs.map(([, uid = "", count = ""]) => [uid, Number(count)]));
}

/** Rows of the tables under "## What the public data sets become", each under a heading with the data set's folder. */
export function statedFiles(): StatedFile[] {
  const text = readFileSync(join(import.meta.dirname, "../../docs/FORMATS.md"), "utf8");
  const stated: StatedFile[] = [];
  let dataSet = "";
  for (const line of text.split("\n")) {
    dataSet = /^### .*`([\w-]+)`$/.exec(line)?.[1] ?? dataSet;
    const cells = line.split("|").map((cell) => cell.trim());
    const file = /^`([^`]+)`$/.exec(cells[1] ?? "")?.[1];
    if (file === undefined || cells.length < 6 || dataSet === "") continue;
    stated.push({
      dataSet,
      file,
      records: Number(cells[2]),
      refused: Number(cells[3]),
      classes: classCounts(cells[4] ?? ""),
    });
  }
  return stated;
}
