/**
 * Layout of a block, little endian. Header of eight 32-bit words: magic "TLB1", version, rows, texts, bytes of text,
 * checksum, 0, 0. Then the columns in the order of `columnList` (8-byte elements first, so that each is aligned), the
 * length of every text in UTF-16 units (32-bit, between the 4-byte and the 2-byte columns), and all texts as one UTF-8
 * run. No compression: the server does that.
 */
export const blockMagic = 0x31424c54;
export const blockVersion = 1;
export const headerBytes = 32;
export const bytesPerRow = 5 * 8 + 29 * 4 + 2 + 3;
/** Word of the header that holds the checksum. */
export const checksumWord = 5;

/** Mixes the block's words and its odd tail bytes, so that a flipped or lost bit shows. About 1 ns a word. */
export function blockChecksum(buffer: Uint8Array): number {
  const wordCount = buffer.length >>> 2;
  const words = new Uint32Array(buffer.buffer, buffer.byteOffset, wordCount);
  let h = 0x9e3779b1 ^ buffer.length;
  for (let i = 0; i < wordCount; i += 1) {
    if (i === checksumWord) continue;
    h = Math.imul(h ^ (words[i] ?? 0), 0x01000193);
    h ^= h >>> 13;
  }
  for (let i = wordCount * 4; i < buffer.length; i += 1) h = Math.imul(h ^ (buffer[i] ?? 0), 0x01000193);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Typed arrays use the machine's order; every machine Tideline runs on is little endian, and this says so if not. */
export function assertLittleEndian(): void {
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) {
    throw new Error("Blocks of events are little endian, and this machine is not.");
  }
}
