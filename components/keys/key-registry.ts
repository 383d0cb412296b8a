"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

/** Keys that do the same, and what that is. A sequence is written with a space: "g l". */
export interface KeyEntry {
  readonly keys: readonly string[];
  readonly does: string;
  /** Does it. The palette offers what can be done without a key, too. */
  readonly run?: () => void;
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

/** Lists keys in the key help (`?`), and what they run in the palette, as long as the caller is on the screen. */
export function useKeyHelp(title: string, entries: readonly KeyEntry[]): void {
  const latest = useRef(entries);
  useEffect(() => {
    latest.current = entries;
  });
  // By content: lists made anew at each rendering are the same list.
  const content = JSON.stringify(entries.map(({ keys, does, run }) => [keys, does, run !== undefined]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content stands for the entries.
  useEffect(() => {
    const listed = latest.current.map(({ keys, does, run }, index): KeyEntry => {
      return run === undefined ? { keys, does } : { keys, does, run: () => latest.current[index]?.run?.() };
    });
    const group: KeyGroup = { title, entries: listed };
    setGroups([...groups, group]);
    return () => setGroups(groups.filter((known) => known !== group));
  }, [title, content]);
}
