import { isSpace, valueEnd } from "./scan-json.ts";
import { recordsArrayAt, splitArray } from "./split-array.ts";
import type { Split } from "./split-result.ts";

const lineFeed = 10;
const comma = 44;
const hash = 35;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;

/** Index behind the last byte of [from, to) that is no white space. */
function trimEnd(body: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && isSpace(body[end - 1] ?? 0)) end -= 1;
  return end;
}

function startsWith(body: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (body[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Whether a line describes the table that follows it (Zeek's tab-separated logs): context, no record. */
function isHead(body: Uint8Array, at: number): boolean {
  return ["#separator", "#set_", "#empty_", "#unset_", "#path", "#open", "#close", "#fields", "#types"].some((head) =>
    startsWith(body, at, head),
  );
}

/** Whether the bytes from `at`, behind a bracket, begin with an object. */
function holdsObjects(body: Uint8Array, at: number): boolean {
  let i = at;
  while (i < body.length && isSpace(body[i] ?? 0)) i += 1;
  return body[i] === openBrace;
}

/**
 * How the body lays out objects, told by the first complete one: one a line, several a line, or over several lines.
 * Where they stand one a line, a line cut short is just that, and never the beginning of a longer object.
 */
type Layout = "one a line" | "several a line" | "over lines" | null;

/**
 * Cuts the body from `at` on into lines. A line that begins an object and does not end one is the first of a
 * pretty-printed object if its end can be found and the body does not stand one a line; otherwise it is refused alone
 * and the next line is looked at afresh.
 */
export function splitLines(body: Uint8Array, at: number, split: Split): void {
  let i = at;
  let layout: Layout = null;
  while (i < body.length) {
    if (isSpace(body[i] ?? 0)) {
      i += 1;
      continue;
    }
    const lineEnd = body.indexOf(lineFeed, i);
    const next = lineEnd < 0 ? body.length : lineEnd + 1;
    const end = trimEnd(body, i, next);
    const first = body[i];
    if (first === openBrace) {
      layout ??= layoutFrom(body, i, end, split);
      i = splitObject(body, { at: i, end, next, layout }, split);
    } else if (first === openBracket && holdsObjects(body, i + 1)) {
      i = splitArray(body, i + 1, split);
    } else {
      if (first !== hash || !isHead(body, i)) split.add(i, end);
      i = next;
    }
  }
}

interface ObjectLine {
  readonly at: number;
  /** Behind the last byte of the line that is no white space. */
  readonly end: number;
  /** Start of the next line. */
  readonly next: number;
  readonly layout: Layout;
}

function boundsFrom(body: Uint8Array, at: number, split: Split) {
  return { until: Math.min(body.length, at + split.limits.recordBytes + 1), depth: split.limits.depth };
}

/** Layout that the object at `at`, whose line ends at `end`, tells of; null if it is broken. */
function layoutFrom(body: Uint8Array, at: number, end: number, split: Split): Layout {
  const found = valueEnd(body, at, boundsFrom(body, at, split));
  if (!("end" in found)) return null;
  if (found.end > end) return "over lines";
  let i = found.end;
  while (i < end && (isSpace(body[i] ?? 0) || body[i] === comma)) i += 1;
  return body[i] === openBrace ? "several a line" : "one a line";
}

/** Index behind the object that ends the line (and behind a comma after it); -1 if none ends there. */
function closedAt(body: Uint8Array, end: number): number {
  if (body[end - 1] === closeBrace) return end;
  return body[end - 1] === comma && body[end - 2] === closeBrace ? end - 1 : -1;
}

/** Takes the object that begins a line; returns where to go on. */
function splitObject(body: Uint8Array, line: ObjectLine, split: Split): number {
  const { at, end, next, layout } = line;
  if (layout !== "several a line") {
    const wrapped = startsWith(body, at, '{"Records"') ? recordsArrayAt(body, at) : -1;
    if (wrapped >= 0) return splitArray(body, wrapped, split);
    const closed = closedAt(body, end);
    if (closed >= 0) {
      split.add(at, closed);
      return next;
    }
  }
  return splitOpen(body, line, split);
}

/** Takes an object whose end has to be searched for. */
function splitOpen(body: Uint8Array, { at, end, next, layout }: ObjectLine, split: Split): number {
  const found = valueEnd(body, at, boundsFrom(body, at, split));
  if ("end" in found && (found.end <= end || layout !== "one a line")) {
    split.add(at, found.end);
    let i = found.end;
    while (i < body.length && (isSpace(body[i] ?? 0) || body[i] === comma)) i += 1;
    return i;
  }
  // The search for its end may have gone on into later lines; the record that is refused is this line.
  const breaksWithin = "brokenAt" in found && found.brokenAt < end;
  if (end - at > split.limits.recordBytes) split.add(at, end);
  else if (breaksWithin && body[found.brokenAt] === 0) {
    split.reject("The line holds NUL bytes: it may be UTF-16 or binary; send UTF-8 text.");
  } else {
    const where = breaksWithin
      ? `it breaks at byte ${found.brokenAt - at} of the record`
      : `its ${end - at} bytes end before it is closed`;
    split.reject(`The line is no complete JSON object: ${where}.`);
  }
  return next;
}
