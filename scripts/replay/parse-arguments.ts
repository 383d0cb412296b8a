import { parseArgs } from "node:util";

export interface ReplayArguments {
  readonly path: string;
  readonly format: string;
  /** Records a second; Infinity for as fast as they are taken. */
  readonly rate: number;
  /** Null: the instance that runs on this machine. */
  readonly url: string | null;
  readonly key: string | null;
  readonly gzip: boolean;
  readonly json: boolean;
  /** Whether to wait until everything is scored. */
  readonly wait: boolean;
}

export const usage = `npm run replay -- PATH [--format auto] [--rate N|max] [--url U --key K] [--gzip] [--no-wait] [--json]

  PATH      a log file or a folder; gz and zip are unpacked
  --format  how to read the records (default: auto, told record by record)
  --rate    records a second (default: max)
  --url     address of the server; with --key, a key that may ingest and read
            (default: the instance that runs on this machine)
  --gzip    compress what is sent
  --no-wait do not wait until everything is scored
  --json    print the result as one line of JSON at the end`;

/** Reads the command line; throws a sentence about the first thing that is wrong. */
export function parseArguments(args: readonly string[]): ReplayArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: "string", default: "auto" },
      rate: { type: "string", default: "max" },
      url: { type: "string" },
      key: { type: "string" },
      gzip: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      "no-wait": { type: "boolean", default: false },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Error("Name one file or folder to replay.");
  if ((values.url === undefined) !== (values.key === undefined)) throw new Error("--url and --key belong together.");
  return {
    path,
    format: values.format,
    rate: parseRate(values.rate),
    url: values.url?.replace(/\/+$/, "") ?? null,
    key: values.key ?? null,
    gzip: values.gzip,
    json: values.json,
    wait: !values["no-wait"],
  };
}

function parseRate(text: string): number {
  if (text === "max") return Number.POSITIVE_INFINITY;
  const rate = Number(text);
  if (!(rate > 0)) throw new Error(`--rate is a number of records a second, or max; not "${text}".`);
  return rate;
}
