/** Bytes of an IP address, 16 of them: IPv4 as ::ffff:a.b.c.d, so that both kinds compare. Null for anything else. */
export function addressBytes(text: string): Uint8Array | null {
  const dotted = /^(.*:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (dotted === null) return groupsToBytes(text);
  const [, head, ...numbers] = dotted;
  const parts = numbers.map(Number);
  if (parts.some((part) => part > 255)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const tail = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  return groupsToBytes(`${head ?? "::ffff:"}${tail}`);
}

function groupsToBytes(text: string): Uint8Array | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const groupsOf = (half: string | undefined) => (half === undefined || half === "" ? [] : half.split(":"));
  const [head, tail] = [groupsOf(halves[0]), groupsOf(halves[1])];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array.from({ length: halves.length === 1 ? 0 : missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return Uint8Array.from(
    groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  );
}

/** A CIDR block: its first bytes and how many bits of them count. Null for what is none. */
function rangeOf(text: string): { readonly bytes: Uint8Array; readonly bits: number } | null {
  const [address = "", length, ...rest] = text.split("/");
  const bytes = addressBytes(address);
  const longest = address.includes(":") ? 128 : 32;
  if (bytes === null || rest.length > 0) return null;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > longest)) return null;
  return { bytes, bits: 128 - longest + (length === undefined ? longest : Number(length)) };
}

/** Whether the text is an address or a CIDR block. */
export function isAddressRange(text: string): boolean {
  return rangeOf(text) !== null;
}

/** Whether the one block lies within the other. */
export function isRangeWithin(one: string, whole: string): boolean {
  const [inner, outer] = [rangeOf(one), rangeOf(whole)];
  return inner !== null && outer !== null && inner.bits >= outer.bits && isInRange(one.split("/")[0] ?? "", whole);
}

/** Whether the address lies in the block (or is the address). */
export function isInRange(address: string, range: string): boolean {
  const inside = addressBytes(address);
  const block = rangeOf(range);
  if (inside === null || block === null) return false;
  for (let bit = 0; bit < block.bits; bit += 8) {
    const counted = Math.min(8, block.bits - bit);
    const mask = (0xff << (8 - counted)) & 0xff;
    const at = bit / 8;
    if (((inside[at] ?? 0) & mask) !== ((block.bytes[at] ?? 0) & mask)) return false;
  }
  return true;
}
