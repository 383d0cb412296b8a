import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

export const usage = `npm run verify-audit -- FILE [--key PUBLIC] [--expect ENTRY:HASH] [--json]

Verifies an audit export (the complete record, format=record) without a running Tideline.

  FILE                 the export; - reads standard input
  --key PUBLIC         public key that must have signed the newest root, or a file that holds it
  --expect ENTRY:HASH  an entry number and hash known from elsewhere, which the file must hold:
                       an older copy cannot pass then
  --json               one JSON object instead of sentences

Exit code 0: nothing is wrong. 1: something is, and it is said what and where. 2: it could not be checked.`;

export interface VerifyArguments {
  readonly path: string;
  readonly publicKey: string | null;
  readonly expected: { readonly seal: number; readonly hash: string } | null;
  readonly json: boolean;
}

function readKey(text: string): string {
  const isKey = (value: string) => /^[A-Za-z0-9_-]{43}$/.test(value);
  if (isKey(text)) return text;
  let content: string;
  try {
    content = readFileSync(text, "utf8").trim();
  } catch {
    throw new Error(`--key: ${text} is neither a public key (43 characters of base64url) nor a file.`);
  }
  if (!isKey(content)) throw new Error(`--key: ${text} holds no public key (43 characters of base64url).`);
  return content;
}

function readExpected(text: string): { seal: number; hash: string } {
  const [, seal, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seal === undefined || hash === undefined) throw new Error("--expect wants ENTRY:HASH, as 1204:9f86d0...");
  return { seal: Number(seal), hash };
}

/** Reads the command line; throws a sentence for what it does not understand. */
export function parseArguments(args: readonly string[]): VerifyArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: "string" }, expect: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Error("Name one file.");
  return {
    path,
    publicKey: values.key === undefined ? null : readKey(values.key),
    expected: values.expect === undefined ? null : readExpected(values.expect),
    json: values.json,
  };
}
