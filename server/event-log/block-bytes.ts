import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { decodeBlock, encodeBlock } from "../../lib/event/block-codec.ts";
import type { EventColumns } from "../../lib/event/columns.ts";

const compressAsync = promisify(brotliCompress);
const decompressAsync = promisify(brotliDecompress);

/** The cheapest level: a seventh of the size for less than reading the record costs. The server's build has only pglz. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 18 };

/** Room for most results at once: each further chunk is another trip to zlib's threads and back. */
function chunkSizeFor(bytes: Uint8Array): number {
  return Math.min(262_144, Math.max(4_096, bytes.length >> 2));
}

/** Bytes for `block.raw` (and the columns, once encoded); compressed on zlib's own threads. */
export function compress(bytes: Uint8Array): Promise<Buffer> {
  return compressAsync(bytes, { params, chunkSize: chunkSizeFor(bytes) });
}

export function decompress(bytes: Uint8Array): Promise<Buffer> {
  return decompressAsync(bytes);
}

/** Bytes for `block.cols`. */
export function packColumns(columns: EventColumns): Promise<Buffer> {
  return compress(encodeBlock(columns));
}

/** Reads `block.cols`; throws where the bytes are no block, which is damage and never passed over. */
export async function unpackColumns(cols: Uint8Array): Promise<EventColumns> {
  const decoded = decodeBlock(await decompress(cols));
  if (!decoded.ok) throw new Error(`The log holds a block that cannot be read: ${decoded.reason}`);
  return decoded.columns;
}

/** Bytes for `block.record_ids`: the ids of the rows that have one, high half first, little endian. */
export function packRecordIds(columns: EventColumns): Buffer {
  const { length, recordIdHigh, recordIdLow } = columns;
  const out = Buffer.allocUnsafe(length * 8);
  let at = 0;
  for (let i = 0; i < length; i += 1) {
    const high = recordIdHigh[i] ?? 0;
    const low = recordIdLow[i] ?? 0;
    if (high === 0 && low === 0) continue;
    out.writeUInt32LE(high, at);
    out.writeUInt32LE(low, at + 4);
    at += 8;
  }
  return out.subarray(0, at);
}

/** Hands each id of `block.record_ids` to `take`. */
export function eachRecordId(bytes: Buffer, take: (high: number, low: number) => void): void {
  for (let at = 0; at + 8 <= bytes.length; at += 8) take(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4));
}
