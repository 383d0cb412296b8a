import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";

const compressAsync = promisify(brotliCompress);
const decompressAsync = promisify(brotliDecompress);
const leastChunk = 16 * 1024;
const mostChunk = 4 * 1024 * 1024;

/** Every chunk costs a turn of the event loop, which scoring keeps busy: one chunk should hold all of the output. */
function chunkFor(bytes: number): number {
  return Math.min(mostChunk, Math.max(leastChunk, bytes));
}

/** Compresses on zlib's threads at the cheapest level, as the blocks of the log are. */
export function packBytes(bytes: Uint8Array): Promise<Buffer> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 18 };
  return compressAsync(bytes, { params, chunkSize: chunkFor(bytes.length / 2) });
}

/** Reads what `packBytes` wrote, or the columns of a block; rejects where the bytes are damaged. */
export function unpackBytes(bytes: Uint8Array): Promise<Buffer> {
  return decompressAsync(bytes, { chunkSize: chunkFor(bytes.length * 8) });
}
