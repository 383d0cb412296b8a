/**
 * 64-bit hashes of text as two unsigned 32-bit halves (JavaScript has no 64-bit integer that is fast). Not
 * cryptographic: they name entities and pairs inside one stream. Both halves 0 means "none", so it is never returned.
 */

function scramble(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Writes the hash of `text` under `seed` (any 32-bit number, e.g. what kind of name it is) to out[at], out[at + 1]. */
export function hashText(seed: number, text: string, out: Uint32Array, at: number): void {
  let a = Math.imul(seed + 1, 0x9e3779b1) | 0;
  let b = Math.imul(seed + 1, 0x85ebca77) ^ text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b + unit, 0xc2b2ae3d);
    b = (b << 17) | (b >>> 15);
    b ^= a;
  }
  writeId(a, b, out, at);
}

/** Writes one id made of two (order matters) and a salt, which keeps pairs of different meaning apart. */
export function hashPair(
  salt: number,
  firstHigh: number,
  firstLow: number,
  secondHigh: number,
  secondLow: number,
  out: Uint32Array,
): void {
  const a = Math.imul(firstHigh ^ salt, 0x9e3779b1) + Math.imul(secondLow, 0xc2b2ae3d);
  const b = Math.imul(firstLow + salt, 0x85ebca77) ^ Math.imul(secondHigh, 0x27d4eb2f);
  writeId(a ^ (b << 11), b ^ (a >>> 7), out, 0);
}

function writeId(a: number, b: number, out: Uint32Array, at: number): void {
  const high = scramble(a ^ (b >>> 3));
  const low = scramble(b + Math.imul(high, 0x2545f491));
  out[at] = high;
  out[at + 1] = high === 0 && low === 0 ? 1 : low;
}

/**
 * A number in [0, 1) that depends on its two arguments alone: chance without a state to keep, so that a sample drawn
 * at an offset is the same however often the log is folded.
 */
export function fractionAt(seed: number, counter: number): number {
  const high = Math.floor(counter / 4294967296);
  const mixed = scramble(
    Math.imul((counter >>> 0) ^ Math.imul(seed, 0x9e3779b1), 0x85ebca77) + Math.imul(high, 0x27d4eb2f),
  );
  return scramble(mixed ^ seed) / 4294967296;
}
