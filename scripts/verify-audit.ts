import { createReadStream, statSync } from "node:fs";
import { verifyRecord } from "../lib/record/verify-record.ts";
import { cryptography } from "../server/audit/cryptography.ts";
import { describeReport } from "./verify-audit/describe-report.ts";
import { parseArguments, usage } from "./verify-audit/parse-arguments.ts";
import { readLines } from "./verify-audit/read-lines.ts";

/** `npm run verify-audit -- FILE`: offline, by the code that the dashboard's own check runs. */
/** The file that was named, or standard input; throws a sentence where there is no such file. */
function openExport(path: string) {
  if (path === "-") return process.stdin;
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new Error(`There is no file ${path}.`);
  return createReadStream(path);
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { path, publicKey, expected, json } = parseArguments(args);
  const input = openExport(path);
  const verifier = verifyRecord({ publicKey, expected }, cryptography);
  for await (const line of readLines(input)) verifier.line(line);
  const report = verifier.finish();
  const lines = json ? [JSON.stringify(report)] : describeReport(report, { keyGiven: publicKey !== null });
  process.stdout.write(`${lines.join("\n")}\n`);
  return report.ok ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}\n`);
    process.exitCode = 2;
  },
);
