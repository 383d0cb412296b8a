import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import type { CategoryColumn, Frame, LabelledTable } from "../../lib/models/data/frame.ts";
import { readCsic2010 } from "../../lib/models/data/readers/csic-2010.ts";
import { readNslKdd } from "../../lib/models/data/readers/nsl-kdd.ts";
import { readCsv } from "../../lib/models/data/readers/read-csv.ts";
import { readNdjson } from "../../lib/models/data/readers/read-ndjson.ts";
import { readUnswNb15 } from "../../lib/models/data/readers/unsw-nb15.ts";
import type { TrainArguments } from "./parse-arguments.ts";

export interface OpenedTable {
  readonly table: LabelledTable;
  /** A sentence for the card. */
  readonly description: string;
}

const normalWords = new Set(["0", "normal", "benign", "false"]);

function textOf(path: string): string {
  if (!existsSync(path)) throw new Error(`There is no ${path}.`);
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** A data set by name from the folder of data sets, or a file with the answer in one of its columns. */
export function openTable({ data, label, normal }: TrainArguments, dataFolder: string): OpenedTable {
  const text = (path: string) => textOf(join(resolve(dataFolder), path));
  switch (data) {
    case "nsl-kdd":
      return { table: readNslKdd(text("nsl-kdd/KDDTrain+.txt.gz")), description: "NSL-KDD, KDDTrain+ alone." };
    case "unsw-nb15":
      return {
        table: readUnswNb15(text("unsw-nb15/UNSW_NB15_testing-set.csv.gz")),
        description: "UNSW-NB15, the official testing set; not the official protocol.",
      };
    case "csic-2010":
      return {
        table: readCsic2010(text("csic2010-http/normal.txt.gz"), text("csic2010-http/anomalous.txt.gz")),
        description: "CSIC 2010: requests to a web shop.",
      };
    default:
      return openFile(data, label ?? "", normal);
  }
}

function openFile(path: string, label: string, normal: string): OpenedTable {
  const text = textOf(resolve(path));
  const isJson = /\.(ndjson|jsonl|json)(\.gz)?$/i.test(path);
  const whole = isJson ? readNdjson(text) : readCsv(text);
  const answer = whole.columns.find(({ name }) => name === label);
  if (answer === undefined) {
    throw new Error(`The file has no column "${label}". It has: ${whole.columns.map(({ name }) => name).join(", ")}.`);
  }
  const words = normal === "" ? normalWords : new Set([normal.toLowerCase()]);
  const said = (row: number) =>
    answer.kind === "number" ? String(answer.values[row]) : (answer.categories[answer.codes[row] ?? -1] ?? "");
  const isNormal = (row: number) => words.has(said(row).toLowerCase());
  const labels = Uint8Array.from({ length: whole.rows }, (_, row) => (isNormal(row) ? 0 : 1));
  const frame: Frame = { rows: whole.rows, columns: whole.columns.filter((column) => column !== answer) };
  const kind = kindsOf(whole.rows, (row) => (isNormal(row) ? "normal" : said(row)));
  const table = { frame, labels, family: kind, type: kind };
  return { table, description: `${whole.rows} rows of ${path}, attacks told by ${label}.` };
}

/** What the answer calls each attack: where it has several names for them, those are the families. */
function kindsOf(rows: number, nameOf: (row: number) => string): CategoryColumn {
  const places = new Map<string, number>();
  const codes = Int32Array.from({ length: rows }, (_, row) => {
    const name = nameOf(row);
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return place;
  });
  return { kind: "category", name: "family", codes, categories: [...places.keys()] };
}
