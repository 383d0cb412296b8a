import { basename } from "node:path";

const rules: readonly (readonly [RegExp, string])[] = [
  [/^\./, "a hidden file"],
  [/^readme/i, "a description"],
  [/^(licen[cs]e|notice|copying)/i, "a licence"],
  [/^(index|rows)\.json$/i, "an index"],
  [/_structured\.csv$/i, "a table made from a log, not the log"],
  [/_templates\.csv$/i, "a table made from a log, not the log"],
  [/^(checksums?|(sha\d+|md5)sums?)(\.|$)|\.(sha\d*|md5)$/i, "checksums"],
];

/** Why a file found in a folder or archive is no log, or null. Packed files are judged by the name without `.gz`. */
export function whySkipped(path: string): string | null {
  const name = basename(path).replace(/\.gz$/i, "");
  return rules.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
