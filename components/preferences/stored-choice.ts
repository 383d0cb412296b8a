"use client";

import { useSyncExternalStore } from "react";

interface ChoiceInput<T extends string> {
  /** Its name in the browser's storage. */
  readonly key: string;
  /** The first one holds until somebody chooses. */
  readonly values: readonly [T, ...T[]];
  /** Carries a choice into the page; called at each change, in every tab. */
  readonly apply?: (value: T) => void;
}

/** A setting that one person keeps in one browser. */
export interface StoredChoice<T extends string> {
  readonly values: readonly T[];
  readonly get: () => T;
  readonly set: (value: T) => void;
  /** The choice in a component, which is drawn anew when it changes, here or in another tab. */
  readonly use: () => T;
}

/** A browser may refuse storage (private windows, policies): the choice then holds as long as the page. */
function readStored(key: string): string | null {
  try {
    return typeof window === "undefined" ? null : window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeStored(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Held in the page alone, see above.
  }
}

export function createStoredChoice<T extends string>({ key, values, apply }: ChoiceInput<T>): StoredChoice<T> {
  const [fallback] = values;
  const listeners = new Set<() => void>();
  const parse = (text: string | null): T => values.find((value) => value === text) ?? fallback;
  let current = parse(readStored(key));
  const take = (value: T) => {
    if (value === current) return;
    current = value;
    apply?.(value);
    for (const notify of listeners) notify();
  };
  if (typeof window !== "undefined") {
    window.addEventListener("storage", (event) => {
      if (event.key === key) take(parse(event.newValue));
    });
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    values,
    get: () => current,
    set: (value) => {
      writeStored(key, value);
      take(value);
    },
    use: () =>
      useSyncExternalStore(
        subscribe,
        () => current,
        () => fallback,
      ),
  };
}
