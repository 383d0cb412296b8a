"use client";

import { createContext, useContext, useState, useSyncExternalStore } from "react";

/**
 * The moment the pointer or the keyboard points at, shared by all charts of one view. Outside React's state, so that
 * moving it redraws the cursor and the reading, not the charts.
 */
export interface CursorStore {
  readonly get: () => number | null;
  readonly set: (at: number | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

function createCursorStore(): CursorStore {
  let current: number | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (at) => {
      if (at === current) return;
      current = at;
      for (const notify of listeners) notify();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const CursorContext = createContext<CursorStore>(createCursorStore());
export const CursorProvider = CursorContext.Provider;

/** A cursor of one's own, to be given to `CursorProvider`. */
export function useNewCursor(): CursorStore {
  return useState(createCursorStore)[0];
}

export function useCursorStore(): CursorStore {
  return useContext(CursorContext);
}

/** The moment pointed at, or null. */
export function useCursor(): number | null {
  const store = useContext(CursorContext);
  return useSyncExternalStore(store.subscribe, store.get, () => null);
}
