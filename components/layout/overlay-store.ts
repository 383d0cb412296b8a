"use client";

import { useSyncExternalStore } from "react";

/** What lies over every page when it is called for: one at a time. */
export type Overlay = "palette" | "key-help";

let current: Overlay | null = null;
const listeners = new Set<() => void>();

/** Opens an overlay of the frame, or closes it with null. */
export function setOverlay(next: Overlay | null): void {
  current = next;
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
}
