import { visibleName } from "../../lib/event/visible-name.ts";

const utf8 = new TextDecoder("utf-8");

/** Bytes of anybody's making as text in which nothing is hidden; bytes that are no UTF-8 are U+FFFD. */
export function visibleText(bytes: Uint8Array): string {
  return visibleName(utf8.decode(bytes));
}
