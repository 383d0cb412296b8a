"use client";

import { useSyncExternalStore } from "react";

/** `connecting` at first, `live` while messages come, `cut` from the moment they do not. */
export type Connection =
  | { readonly phase: "connecting" }
  | { readonly phase: "live" }
  | { readonly phase: "cut"; readonly since: number };

const connecting: Connection = { phase: "connecting" };
let current: Connection = connecting;
const listeners = new Set<() => void>();

/** Said by the socket alone. */
export function setConnection(next: Connection): void {
  // The first moment of a cut is what people want to know, not the last failed attempt.
  if (next.phase === "cut" && current.phase === "cut") return;
  current = next;
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How this page is connected now. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => connecting,
  );
}
