/** A file is cut into records this much at a time, so that a log of any size fits into memory. */
const windowBytes = 32 << 20;

const lineFeed = 10;
const openBrace = 123;

/**
 * The content as pieces that end where a record ends: behind a line; before a line that begins an object, where the
 * content is JSON objects, which may be printed over several lines. An array is one piece, however long.
 */
export async function* readWindows(chunks: AsyncIterable<Uint8Array>, limit = windowBytes): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    pending.push(chunk);
    size += chunk.length;
    if (size < limit) continue;
    const joined = Buffer.concat(pending);
    const end = cutBefore(joined);
    if (end > 0) yield joined.subarray(0, end);
    pending = [joined.subarray(end)];
    size = joined.length - end;
  }
  if (size > 0) yield Buffer.concat(pending);
}

/** Where the last record that surely ends within the bytes ends; 0 if that cannot be told. */
function cutBefore(bytes: Buffer): number {
  const first = bytes.findIndex((byte) => byte > 32);
  const kind = first < 0 ? 0 : bytes[first];
  if (isWhole(bytes, Math.max(0, first))) return 0;
  if (kind !== openBrace) return bytes.lastIndexOf(lineFeed) + 1;
  const lastObject = bytes.lastIndexOf("\n{");
  return lastObject < 0 ? 0 : lastObject + 1;
}

/** Arrays and wrappers around arrays are only cut as a whole. */
function isWhole(bytes: Buffer, at: number): boolean {
  const start = bytes.subarray(at, at + 512).toString("latin1");
  return /^\[\s*[{\]]/.test(start) || /^\{\s*"(Records|@odata\.context)"\s*:/.test(start);
}
