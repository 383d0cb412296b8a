/** A 64-bit hash as two unsigned 32-bit halves; both 0 is reserved for "no id". */
export interface RecordIdHash {
  readonly high: number;
  readonly low: number;
}

/** Spreads every input bit over all 32 output bits (two rounds of shift-xor and odd multiplication). */
function avalanche(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Hashes a record id to 64 bits. Two lanes walk the UTF-16 units with different multipliers and each sees the other at
 * the end, so that ids differing in one character differ in half of all bits; with 10^9 ids the chance of any false
 * duplicate is about 3 %. Not meant against a deliberate collision: who can forge ids can forge the records too.
 */
export function hashRecordId(id: string): RecordIdHash {
  let a = 0x2f0b4a8d ^ id.length;
  let b = 0x51ed270b;
  for (let i = 0; i < id.length; i += 1) {
    const unit = id.charCodeAt(i);
    a = Math.imul((a << 13) | (a >>> 19), 5) + Math.imul(unit ^ 0x3c6ef372, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 15;
  }
  const high = avalanche(a ^ avalanche(b));
  const low = avalanche(b + Math.imul(high, 0xc2b2ae3d));
  return high === 0 && low === 0 ? { high: 0, low: 1 } : { high, low };
}
