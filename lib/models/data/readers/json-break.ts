// Text holds anything but quotes, backslashes and control characters, which come as escapes.
const space = /[ \t\r\n]*/y;
const scalar =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const text = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * The first place at which a text stops being JSON (RFC 8259); its length where it only ends too early, -1 where it is
 * JSON. The runtime says this in words that differ from version to version, or not at all. O(characters).
 */
export function jsonBreak(source: string): number {
  const end = valueEnd(source, skip(source, 0));
  if (end < 0) return -1 - end;
  const rest = skip(source, end);
  return rest === source.length ? -1 : rest;
}

/** Index behind the value, or -1 - the index of what is wrong. */
function valueEnd(source: string, at: number): number {
  const opened = source[at];
  if (opened === "{" || opened === "[") return listEnd(source, at, opened === "{" ? "}" : "]");
  return match(scalar, source, at);
}

function listEnd(source: string, open: number, closer: "}" | "]"): number {
  let at = skip(source, open + 1);
  if (source[at] === closer) return at + 1;
  for (;;) {
    if (closer === "}") {
      const key = match(text, source, at);
      if (key < 0) return key;
      at = skip(source, key);
      if (source[at] !== ":") return -1 - at;
      at = skip(source, at + 1);
    }
    const end = valueEnd(source, at);
    if (end < 0) return end;
    at = skip(source, end);
    if (source[at] === closer) return at + 1;
    if (source[at] !== ",") return -1 - at;
    at = skip(source, at + 1);
  }
}

function skip(source: string, at: number): number {
  return match(space, source, at);
}

function match(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : -1 - at;
}
