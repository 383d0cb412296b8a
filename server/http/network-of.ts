import { addressWords } from "../../lib/event/address.ts";

/** 16-bit words of an IPv6 address that its owner does not choose: the rest is theirs, and endless. */
const givenWords = 4;

/**
 * Whom a limit counts by: an IPv4 address, or the /64 of an IPv6 address, since whoever has one address of it has all of
 * them. What is no address stands for itself.
 */
export function networkOf(address: string): string {
  const words = address.includes(":") ? addressWords(address) : null;
  if (words === null) return address;
  return `${words
    .slice(0, givenWords)
    .map((word) => word.toString(16))
    .join(":")}::/64`;
}
