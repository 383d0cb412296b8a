import { expect, test } from "vitest";
import { visibleText } from "./visible-text.ts";

const of = (text: string) => visibleText(new TextEncoder().encode(text));

test.each([
  ["plain text stays", "user=bob Ürün 日本", "user=bob Ürün 日本"],
  ["controls have signs", "a\tb\r\nc\0d", "a⇥b␍⏎c␀d"],
  ["colours of a terminal are seen", "\u001b[31mred", "‹U+001B›[31mred"],
  ["nothing turns the text around", "user \u202etxt.exe\u2066", "user ‹U+202E›txt.exe‹U+2066›"],
  ["nothing is joined or split unseen", "a\u200db\u2028c", "a‹U+200D›b‹U+2028›c"],
] as const)("%s", (_name, text, shown) => {
  expect(of(text)).toBe(shown);
});

test("bytes that are no text are marked", () => {
  expect(visibleText(Uint8Array.of(0x41, 0xff, 0x42))).toBe("A\ufffdB");
});
