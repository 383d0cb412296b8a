import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fromBuffer } from "yauzl";
import { nameSkippedFile } from "../../lib/normalise/name-skipped-file.ts";

/** Folder of the public data sets. */
const dataFolder = process.env.TIDELINE_DATA ?? join(import.meta.dirname, "../../../shared/data");

/** Why the tests over data sets cannot run, or null. */
export const missingData = existsSync(dataFolder)
  ? null
  : `the data sets are not at ${dataFolder}; set TIDELINE_DATA to their folder`;

/** Content of the one file in a zip archive. */
function unzip(archive: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (openError, zip) => {
      if (openError !== null) return reject(openError);
      zip.on("error", reject);
      zip.on("entry", (entry) => {
        if (entry.fileName.endsWith("/")) return zip.readEntry();
        zip.openReadStream(entry, (readError, stream) => {
          if (readError !== null) return reject(readError);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("error", reject);
          stream.on("end", () => resolve(Buffer.concat(chunks)));
        });
      });
      zip.readEntry();
    });
  });
}

/** Bytes of a log file, unpacked. */
export async function readLog(path: string): Promise<Uint8Array> {
  const content = readFileSync(path);
  if (path.endsWith(".gz")) return gunzipSync(content);
  return path.toLowerCase().endsWith(".zip") ? await unzip(content) : content;
}

/** Paths of the logs of a data set; what is no log (descriptions, indexes, derived tables) is left out. */
export function logsOf(dataSet: string): string[] {
  return readdirSync(join(dataFolder, dataSet), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && nameSkippedFile(entry.name) === null)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => basename(a).localeCompare(basename(b)));
}
