"use client";

import { useKeys } from "../url/use-keys.ts";
import { type KeyEntry, useKeyHelp } from "./key-registry.ts";

/** Keys with what they do, in words and in deed. Names as in `KeyboardEvent.key`. */
export interface PageKey extends KeyEntry {
  readonly run: () => void;
}

/** Single keys of a page: they work, and the key help lists them. */
export function usePageKeys(title: string, pageKeys: readonly PageKey[]): void {
  useKeyHelp(title, pageKeys);
  useKeys(Object.fromEntries(pageKeys.flatMap(({ keys, run }) => keys.map((key) => [key, run]))));
}
