"use client";

import { useEffect, useSyncExternalStore } from "react";

/** Keys that do the same, and what that is. A sequence is written with a space: "g l". */
export interface KeyEntry {
  readonly keys: readonly string[];
  readonly does: string;
}

/** The keys of one page or part, as the key help shows them. */
export interface KeyGroup {
  readonly title: string;
  readonly entries: readonly KeyEntry[];
}

const none: readonly KeyGroup[] = [];
let groups: readonly KeyGroup[] = none;
const listeners = new Set<() => void>();

function setGroups(next: readonly KeyGroup[]): void {
  groups = next;
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The groups of what is on the screen now, in the order in which they came. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useSyncExternalStore(
    subscribe,
    () => groups,
    () => none,
  );
}

/** Lists keys in the key help (`?`) as long as the caller is on the screen. */
export function useKeyHelp(title: string, entries: readonly KeyEntry[]): void {
  // By content: lists made anew at each rendering are the same list.
  const content = JSON.stringify(entries.map(({ keys, does }) => ({ keys, does })));
  useEffect(() => {
    const group: KeyGroup = { title, entries: JSON.parse(content) };
    setGroups([...groups, group]);
    return () => setGroups(groups.filter((known) => known !== group));
  }, [title, content]);
}
