import { addressBytes, isAddressRange, isInRange } from "./address-range.ts";
import type { TargetKind } from "./words.ts";

/** A name in the form in which names are compared: directories and mail know no capitals. */
const folded = (text: string) => text.trim().toLowerCase();

/**
 * Beyond that: full-width letters and the like as plain ones, signs that nobody sees left out, no dot at the end of a
 * host. Directories take these for the same name, or show them as it.
 */
const plain = (text: string) =>
  folded(text.normalize("NFKC").replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")).replace(/\.+$/, "");

/**
 * Whether a text is made of the pieces between the asterisks, in order. Each piece is looked for once from where the one
 * before it ended: a name that somebody has chosen cannot make it slow, as it could a regular expression.
 */
function matches(text: string, pattern: string): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return text === pattern;
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || end < first.length) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** How a name says where it belongs: `HARBOUR\\eva`, `eva@harbour.example`, `ws-1.harbour.example`. */
type Realm = "none" | "domain" | "mail" | "dns";

/** What a name is without where it belongs. Hosts alone have dots for that; people have them in their names. */
function split(name: string, kind: TargetKind): { readonly bare: string; readonly realm: Realm } {
  const afterDomain = name.slice(Math.max(name.lastIndexOf("\\"), name.lastIndexOf("/")) + 1);
  const beforeAt = afterDomain.split("@")[0] ?? afterDomain;
  const [label = beforeAt] = kind === "host" ? beforeAt.split(".") : [beforeAt];
  const bare = kind === "host" ? label.replace(/\$$/, "") : label;
  if (afterDomain !== name) return { bare, realm: "domain" };
  if (beforeAt !== afterDomain) return { bare, realm: "mail" };
  return { bare, realm: label === beforeAt ? "none" : "dns" };
}

/** The same account or host under another of its names. */
function bareNames(name: string): string[] {
  const afterDomain = name.slice(Math.max(name.lastIndexOf("\\"), name.lastIndexOf("/")) + 1);
  const beforeAt = afterDomain.split("@")[0] ?? afterDomain;
  return [name, afterDomain, beforeAt, beforeAt.split(".")[0] ?? beforeAt];
}

/** Whether a name is meant by a pattern: the name itself, `*` for any characters, or a CIDR block for addresses. */
export function fitsPattern(name: string, pattern: string): boolean {
  if (isAddressRange(pattern) && isInRange(name, pattern)) return true;
  return matches(folded(name), folded(pattern));
}

/**
 * Whether a protected pattern covers a name under any of its forms: for what must not be touched, one form too many is
 * the safe mistake. `HARBOUR\\eva` is covered by `eva@harbour.example` too, since logs write one and people the other; of
 * two names in the same form, `eva@harbour.example` and `eva@quay.example`, both parts count.
 */
export function isCovered(name: string, pattern: string, kind: TargetKind): boolean {
  if (fitsPattern(name, pattern)) return true;
  if (kind === "address" || kind === "message" || addressBytes(name) !== null) return false;
  const [text, wanted] = [plain(name), plain(pattern)];
  if (bareNames(text).some((form) => matches(form, wanted))) return true;
  const [given, protectedName] = [split(text, kind), split(wanted, kind)];
  const isSameForm = given.realm === protectedName.realm && given.realm !== "none";
  const saysSomething = /[^*]/.test(protectedName.bare);
  return !isSameForm && saysSomething && matches(given.bare, protectedName.bare);
}
