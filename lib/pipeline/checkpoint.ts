import type { StateWriter } from "../features/state-bytes.ts";
import { joinBytes } from "../stats/join-bytes.ts";

const magic = 0x544c4350;
/** Raised whenever the layout of the state or the meaning of a number in it changes. */
const checkpointVersion = 7;
const headerBytes = 24;

/** The written state as chunks, the first a header: magic, version, length, and a checksum over all that follows. */
export function sealCheckpoint(writer: StateWriter): Uint8Array[] {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  const length = writer.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const [high, low] = checksum(writer.chunks);
  view.setUint32(0, magic);
  view.setUint32(4, checkpointVersion);
  view.setFloat64(8, length);
  view.setUint32(16, high);
  view.setUint32(20, low);
  return [header, ...writer.chunks];
}

/** The state's bytes out of a checkpoint, however it was cut into chunks; a foreign or corrupt one is refused. */
export function openCheckpoint(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = joinBytes(chunks);
  const view = new DataView(bytes.buffer);
  if (bytes.length < headerBytes || view.getUint32(0) !== magic) {
    throw new RangeError("These bytes are not a checkpoint of the scorer.");
  }
  if (view.getUint32(4) !== checkpointVersion) {
    throw new RangeError(`The checkpoint has version ${view.getUint32(4)}, this scorer reads ${checkpointVersion}.`);
  }
  const body = bytes.subarray(headerBytes);
  if (view.getFloat64(8) !== body.length) throw new RangeError("The checkpoint is not whole.");
  const [high, low] = checksum([body]);
  if (view.getUint32(16) !== high || view.getUint32(20) !== low) {
    throw new RangeError("The checkpoint is corrupt: its checksum does not match.");
  }
  return body;
}

/** 64 bits over 32-bit words; every chunk is a multiple of 8 bytes long, so the cut into chunks does not matter. */
function checksum(chunks: readonly Uint8Array[]): readonly [number, number] {
  let a = 0x9e3779b1;
  let b = 0x85ebca77;
  for (const chunk of chunks) {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at + 4 <= chunk.length; at += 4) {
      a = Math.imul(a ^ view.getUint32(at, true), 0x9e3779b1);
      a = (a << 15) | (a >>> 17);
      b = (Math.imul(b, 5) + a) | 0;
    }
    for (let at = chunk.length & ~3; at < chunk.length; at += 1) a = Math.imul(a ^ (chunk[at] ?? 0), 0x27d4eb2f);
  }
  return [a >>> 0, b >>> 0];
}
