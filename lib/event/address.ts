/**
 * Canonical text of an IP address: dotted IPv4 without leading zeros; IPv6 compressed and lower case (RFC 5952),
 * without zone or brackets, IPv4-mapped unwrapped. Null for whatever is not an address, so that a name never becomes
 * one. One machine written in two ways would otherwise be two entities, and each half would look harmless.
 */
export function canonicalAddress(text: string | null): string | null {
  if (text === null || text.length < 2 || text.length > 64) return null;
  if (isIpv4(text, 0)) return text;
  return text.includes(":") ? canonicalIpv6(text) : null;
}

/** Whether text from `from` on is four decimal parts 0-255 without leading zeros (which some read as octal). */
function isIpv4(text: string, from: number): boolean {
  let parts = 1;
  let value = -1;
  for (let i = from; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 46) {
      if (value < 0) return false;
      parts += 1;
      value = -1;
    } else if (unit >= 48 && unit <= 57 && value !== 0) {
      value = (value < 0 ? 0 : value * 10) + unit - 48;
      if (value > 255) return false;
    } else return false;
  }
  return parts === 4 && value >= 0;
}

/** Strips `[...]` and `%zone`. */
function bareIpv6(text: string): string {
  const inner = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  const zone = inner.indexOf("%");
  return zone < 0 ? inner : inner.slice(0, zone);
}

/** Reads `1:2:3` as groups; a dotted tail counts as two. Null if any part is none. */
function readGroups(text: string): number[] | null {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && isIpv4(part, 0)) {
      const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

/** The eight groups of an IPv6 address, or null. */
function expandIpv6(text: string): number[] | null {
  const gap = text.indexOf("::");
  if (gap < 0) {
    const groups = readGroups(text);
    return groups?.length === 8 ? groups : null;
  }
  const head = readGroups(text.slice(0, gap));
  const tail = readGroups(text.slice(gap + 2));
  if (head === null || tail === null || head.length + tail.length > 7) return null;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** First longest run of at least two zero groups as [start, length]. */
function longestZeroRun(groups: readonly number[]): readonly [number, number] {
  let best: readonly [number, number] = [-1, 1];
  for (let start = 0; start < 8; start += 1) {
    let end = start;
    while (end < 8 && groups[end] === 0) end += 1;
    if (end - start > best[1]) best = [start, end - start];
    if (end > start) start = end;
  }
  return best;
}

function canonicalIpv6(text: string): string | null {
  const groups = expandIpv6(bareIpv6(text));
  if (groups === null) return null;
  const [g5 = 0, g6 = 0, g7 = 0] = groups.slice(5);
  if (g5 === 0xffff && groups.slice(0, 5).every((group) => group === 0)) {
    return `${g6 >> 8}.${g6 & 255}.${g7 >> 8}.${g7 & 255}`;
  }
  const hex = groups.map((group) => group.toString(16));
  const [start, length] = longestZeroRun(groups);
  if (start < 0) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}

/** The address as eight 16-bit words, IPv4 as IPv4-mapped IPv6; null for whatever is none. */
export function addressWords(text: string): readonly number[] | null {
  if (text.length < 2 || text.length > 64) return null;
  if (!text.includes(":")) {
    if (!isIpv4(text, 0)) return null;
    const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
    return [0, 0, 0, 0, 0, 0xffff, a * 256 + b, c * 256 + d];
  }
  return expandIpv6(bareIpv6(text));
}

/** Whether a canonical address means "this machine" (loopback, unspecified) and so names none among many. */
export function isOwnAddress(address: string): boolean {
  return address.startsWith("127.") || address === "0.0.0.0" || address === "::1" || address === "::";
}
