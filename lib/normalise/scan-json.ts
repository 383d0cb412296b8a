/** Bytes that matter to the structure of JSON. */
const quote = 34;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;
const comma = 44;
const colon = 58;
const lineFeed = 10;

export function isSpace(byte: number): boolean {
  return byte === 32 || byte === lineFeed || byte === 13 || byte === 9;
}

/** First index from `at` that holds no white space, or the length. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  let i = at;
  while (i < bytes.length && isSpace(bytes[i] ?? 0)) i += 1;
  return i;
}

/** Index after the string that begins at `open`; -1 if it does not end before a raw line end or the bound. */
function afterString(bytes: Uint8Array, open: number, until: number): number {
  for (let i = open + 1; i < until; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === quote) return i + 1;
    if (byte === backslash) i += 1;
    else if (byte === lineFeed) return -1;
  }
  return -1;
}

/** Where a value that is no string, object or array ends: at the next comma, closing bracket or white space. */
function afterScalar(bytes: Uint8Array, at: number, until: number): number {
  let i = at;
  while (i < until) {
    const byte = bytes[i] ?? 0;
    if (byte === comma || byte === closeBrace || byte === closeBracket || isSpace(byte)) break;
    i += 1;
  }
  return i;
}

/** End of a value, or why it has none and where that shows. */
export type ValueEnd = { readonly end: number } | { readonly brokenAt: number };

/** How far a scan may go. */
export interface ScanBounds {
  /** First index that no longer belongs to what is scanned. */
  readonly until: number;
  /** Nesting beyond which the value counts as broken. */
  readonly depth: number;
}

/**
 * Finds the end of the JSON value at `at` by its brackets and strings alone: what lies between is left to JSON.parse.
 * Brackets must match in kind and stand where JSON allows them, so that an object cut short does not swallow the good
 * ones behind it.
 */
export function valueEnd(bytes: Uint8Array, at: number, bounds: ScanBounds): ValueEnd {
  const first = bytes[at] ?? 0;
  if (first === quote) {
    const end = afterString(bytes, at, bounds.until);
    return end < 0 ? { brokenAt: at + 1 } : { end };
  }
  if (first !== openBrace && first !== openBracket) {
    const end = afterScalar(bytes, at, bounds.until);
    return end === at ? { brokenAt: at + 1 } : { end };
  }
  return bracketsEnd(bytes, at, bounds);
}

function bracketsEnd(bytes: Uint8Array, at: number, bounds: ScanBounds): ValueEnd {
  const closers: number[] = [];
  let previous = comma;
  for (let i = at; i < bounds.until; ) {
    const byte = bytes[i] ?? 0;
    const next = structural(byte) ? afterToken({ bytes, at: i, previous, closers, bounds }) : i + 1;
    if (next < 0) return { brokenAt: byte === quote ? i + 1 : i };
    if (closers.length === 0) return { end: next };
    if (!isSpace(byte)) previous = byte;
    i = next;
  }
  return { brokenAt: bounds.until };
}

function structural(byte: number): boolean {
  return (
    byte === quote || ((byte | 32) >= openBrace && (byte | 32) <= closeBrace && byte !== 124 && byte !== backslash)
  );
}

interface Place {
  readonly bytes: Uint8Array;
  readonly at: number;
  /** Last byte before `at` that is no white space. */
  readonly previous: number;
  /** Closing brackets still expected, innermost last. */
  readonly closers: number[];
  readonly bounds: ScanBounds;
}

/** Index behind the string or bracket at the place; -1 if it may not stand there. */
function afterToken({ bytes, at, previous, closers, bounds }: Place): number {
  const byte = bytes[at] ?? 0;
  if (byte === quote) return mayBegin(previous) ? afterString(bytes, at, bounds.until) : -1;
  if (byte === closeBrace || byte === closeBracket) return closers.pop() === byte ? at + 1 : -1;
  if (closers.length === bounds.depth || !mayOpen(previous, closers.at(-1))) return -1;
  closers.push(byte + 2); // the closing bracket of either kind is two code points on
  return at + 1;
}

/** A string begins behind a comma, a colon or an opening bracket. */
function mayBegin(previous: number): boolean {
  return previous === comma || previous === colon || previous === openBrace || previous === openBracket;
}

/** Inside an object a bracket opens behind a colon only: `{"a":1,{` is an object cut short, followed by another. */
function mayOpen(previous: number, closer: number | undefined): boolean {
  if (closer === undefined) return true;
  return closer === closeBrace ? previous === colon : previous === openBracket || previous === comma;
}

/** Next index from `at` where an object begins behind a comma or at the start of a line; -1 if there is none. */
export function nextObject(bytes: Uint8Array, at: number): number {
  for (let i = bytes.indexOf(openBrace, at); i >= 0; i = bytes.indexOf(openBrace, i + 1)) {
    let before = i - 1;
    while (before >= 0 && bytes[before] !== lineFeed && isSpace(bytes[before] ?? 0)) before -= 1;
    if (before < 0 || bytes[before] === comma || bytes[before] === lineFeed) return i;
  }
  return -1;
}
