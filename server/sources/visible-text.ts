const utf8 = new TextDecoder("utf-8");
/** What cannot be seen or would turn the text around it: controls, marks of direction, joiners, line separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;
const named: Readonly<Record<string, string>> = { "\n": "⏎", "\r": "␍", "\t": "⇥", "\0": "␀" };

/**
 * Bytes of anybody's making as text in which nothing is hidden: every control and every mark of direction stands there
 * as a sign or as its number, bytes that are no UTF-8 as U+FFFD.
 */
export function visibleText(bytes: Uint8Array): string {
  return utf8
    .decode(bytes)
    .replace(
      invisible,
      (sign) => named[sign] ?? `‹U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`,
    );
}
