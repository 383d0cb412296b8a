const utf8 = new TextDecoder("utf-8");
const latin1 = new TextDecoder("latin1");

/** Length of the UTF-8 sequence that the byte begins; 0 if it can begin none. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

/** Whether the second byte makes an overlong form, a surrogate, or a code point past U+10FFFF. */
function isForbiddenPair(first: number, second: number): boolean {
  if (first === 0xe0) return second < 0xa0;
  if (first === 0xed) return second > 0x9f;
  if (first === 0xf0) return second < 0x90;
  return first === 0xf4 && second > 0x8f;
}

function isUtf8(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const length = sequenceLength(first);
    if (length === 0 || i + length > bytes.length) return false;
    if (length > 1 && isForbiddenPair(first, bytes[i + 1] ?? 0)) return false;
    for (let j = i + 1; j < i + length; j += 1) if (((bytes[j] ?? 0) & 0xc0) !== 0x80) return false;
    i += length;
  }
  return true;
}

/** Text of the bytes: UTF-8 (a leading byte order mark is dropped), or Latin-1 where they are not valid UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  // U+FFFD either was in the record or stands for what could not be decoded; only then look at each byte. (The strict
  // decoder is no way out: it takes twice as long, and 40 microseconds to throw.)
  return text.includes("\ufffd") && !isUtf8(bytes) ? latin1.decode(bytes) : text;
}
