import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** The text of a packed file, UTF-8 unless it is said. */
export function readGzip(path: string, encoding: "utf8" | "latin1" = "utf8"): string {
  return gunzipSync(readFileSync(path)).toString(encoding);
}
