import { addressOf } from "../json-record.ts";

/** The word (run without spaces) that begins at `at`. */
export function wordAt(text: string, at: number): string {
  const end = text.indexOf(" ", at);
  return text.slice(at, end < 0 ? text.length : end);
}

/** Value of `key=` up to the next space; null where it is absent or empty. */
export function fieldOf(text: string, key: string): string | null {
  const at = text.indexOf(key);
  if (at < 0) return null;
  const value = wordAt(text, at + key.length);
  return value === "" || value === "-" || value === "?" ? null : value;
}

/** The word without the punctuation that logs put around addresses: `[192.0.2.1]:`, `(192.0.2.1),`. */
export function bareWord(word: string): string {
  return word.replace(/^[[(<'"]+/, "").replace(/[\])>'",;.]*:?$/, "");
}

/** Address in the word behind the last occurrence of ` from ` (or another preposition); null where there is none. */
export function addressBehind(text: string, preposition: string): string | null {
  const at = text.lastIndexOf(preposition);
  if (at < 0) return null;
  const word = wordAt(text, at + preposition.length);
  return addressOf(word) ?? addressOf(bareWord(word));
}

/** Name without the `(uid=0)` that newer pam appends. */
export function bareUser(word: string): string | null {
  const open = word.indexOf("(");
  return (open < 0 ? word : word.slice(0, open)) || null;
}
