import { addressWords } from "./address.ts";

/** Addresses that begin with the same bits: eight 16-bit words, IPv4 as IPv4-mapped IPv6, of which `bits` count. */
export interface AddressRange {
  readonly words: readonly number[];
  readonly bits: number;
}

/** Reads `10.0.0.0/8`, `2001:db8::/32` or a single address. Null for whatever is none, host bits set included. */
export function readAddressRange(text: string): AddressRange | null {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const words = addressWords(address);
  if (words === null) return null;
  const offset = address.includes(":") ? 0 : 96;
  if (slash < 0) return { words, bits: 128 };
  const digits = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits) || offset + Number(digits) > 128) return null;
  const range = { words, bits: offset + Number(digits) };
  return words.every((word, i) => (word & ~maskOf(range, i)) === 0) ? range : null;
}

/** Bits of word i that count. */
function maskOf({ bits }: Pick<AddressRange, "bits">, i: number): number {
  const counted = Math.min(16, Math.max(0, bits - 16 * i));
  return (0xffff << (16 - counted)) & 0xffff;
}

/** Whether the address, as `addressWords` gives it, lies in the range. */
export function isInRange(words: readonly number[], range: AddressRange): boolean {
  return range.words.every((word, i) => ((words[i] ?? 0) & maskOf(range, i)) === word);
}
