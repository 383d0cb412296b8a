import { addressWords } from "../../event/address.ts";

/** The network that an address counts to: /24 of IPv4 (`10.1.2`), /48 of IPv6 (`2001:db8:1`); null for what is none. */
export function networkOfAddress(text: string): string | null {
  const words = addressWords(text);
  if (words === null) return null;
  if (!text.includes(":")) return text.slice(0, text.lastIndexOf("."));
  return words
    .slice(0, 3)
    .map((word) => word.toString(16))
    .join(":");
}
