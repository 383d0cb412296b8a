import { addressBytes, isAddressRange, isInRange } from "./address-range.ts";

/** A name in the form in which names are compared: directories and mail know no capitals. */
const folded = (text: string) => text.trim().toLowerCase();

/** The same account or host under another of its names: `HARBOUR\eva`, `eva@harbour.example`, `ws-1.harbour.example`. */
function bareNames(name: string): string[] {
  const afterDomain = name.slice(name.lastIndexOf("\\") + 1);
  const beforeAt = afterDomain.split("@")[0] ?? afterDomain;
  const isAddress = addressBytes(name) !== null;
  return isAddress ? [name] : [name, afterDomain, beforeAt, beforeAt.split(".")[0] ?? beforeAt];
}

/** Whether a name is meant by a pattern: the name itself, `*` for any characters, or a CIDR block for addresses. */
export function fitsPattern(name: string, pattern: string): boolean {
  if (isAddressRange(pattern) && isInRange(name, pattern)) return true;
  const wanted = folded(pattern);
  if (!wanted.includes("*")) return folded(name) === wanted;
  const literal = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`^${wanted.split("*").map(literal).join(".*")}$`, "s").test(folded(name));
}

/**
 * Whether a protected pattern covers a name under any of its forms: for what must not be touched, one form too many is
 * the safe mistake.
 */
export function isCovered(name: string, pattern: string): boolean {
  return bareNames(name).some((form) => fitsPattern(form, pattern));
}
