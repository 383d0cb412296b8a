/** What cannot be seen or would turn the text around it: controls, marks of direction, joiners, line separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;
const named: Readonly<Record<string, string>> = { "\n": "⏎", "\r": "␍", "\t": "⇥", "\0": "␀" };

/**
 * A text of anybody's making as one in which nothing is hidden: every control and every mark of direction stands there
 * as a sign or as its number. `admin` with a joiner in it is another account, and who decides about it has to see that.
 */
export function visibleName(text: string): string {
  return text.replace(
    invisible,
    (sign) => named[sign] ?? `‹U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`,
  );
}
