import type { RecordLimits } from "./limits.ts";

/** How often the text holds the character, up to `most`; native search, so nearly free for ordinary records. */
function occurrences(text: string, character: string, most: number): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0 && found < most; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}

/** Index after the string that begins at `open`; the text's length if it does not end. */
function afterString(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length && text.charCodeAt(i) !== 34) i += text.charCodeAt(i) === 92 ? 2 : 1;
  return i + 1;
}

/** Deepest nesting and number of members, without parsing. */
function measure(text: string): { readonly depth: number; readonly fields: number } {
  let depth = 0;
  let deepest = 0;
  let fields = 0;
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    i = unit === 34 ? afterString(text, i) : i + 1;
    if (unit === 44) fields += 1;
    else if (unit === 123 || unit === 91) {
      fields += 1;
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (unit === 125 || unit === 93) depth -= 1;
  }
  return { depth: deepest, fields };
}

/**
 * Refuses JSON text that nests too deep or has too many fields, before it is parsed: JSON.parse takes seconds for
 * 256 kB of opening brackets. Ordinary records cost a few native searches.
 */
export function guardJson(text: string, limits: RecordLimits): string | null {
  const opened = occurrences(text, "{", limits.depth + 1) + occurrences(text, "[", limits.depth + 1);
  // A member takes at least two characters, so shorter texts cannot have too many.
  if (opened <= limits.depth && text.length < limits.fields * 2) return null;
  const { depth, fields } = measure(text);
  if (depth > limits.depth) {
    return `The record is nested ${depth} levels deep; at most ${limits.depth} are read. Flatten it.`;
  }
  if (fields <= limits.fields) return null;
  return `The record has about ${fields} fields; at most ${limits.fields} are read. Send fewer.`;
}
