/** Longest text kept in a block's columns, in UTF-16 units; the whole of it stays in the record as received. */
const maxTextLength = 1024;

/** Texts of a block, each stored once; index 0 is the empty string and means "missing". */
export interface Dictionary {
  /** Index of the text, which is added if it is new. */
  intern(text: string | null): number;
  /** Adds a text that hardly ever repeats (a summary) without looking for it. */
  append(text: string): number;
  strings(): readonly string[];
  reset(): void;
}

/** NUL is refused by the database's text type, and half a surrogate pair cannot be written as UTF-8. */
const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const perhapsUnstorable = /[\0\ud800-\udfff]/;

/** A storable copy: at most `maxTextLength` units, U+FFFD in place of NUL and of lone surrogates. */
function storableText(text: string): string {
  const cut = text.length > maxTextLength ? `${text.slice(0, maxTextLength - 1)}…` : text;
  return perhapsUnstorable.test(cut) ? cut.replace(unstorable, "\ufffd") : cut;
}

export function createDictionary(): Dictionary {
  let strings: string[] = [""];
  const indexOf = new Map<string, number>();
  return {
    intern(text) {
      if (text === null || text === "") return 0;
      const key = text.length > maxTextLength ? storableText(text) : text;
      const known = indexOf.get(key);
      if (known !== undefined) return known;
      const index = strings.push(storableText(key)) - 1;
      indexOf.set(key, index);
      return index;
    },
    append(text) {
      return text === "" ? 0 : strings.push(storableText(text)) - 1;
    },
    strings: () => strings,
    reset() {
      strings = [""];
      indexOf.clear();
    },
  };
}
