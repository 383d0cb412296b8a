"use client";

import { useSyncExternalStore } from "react";

const tickMs = 1000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** Difference between the server's clock and ours, as far as it is certain; 0 until it is known. */
let serverOffsetMs = 0;

/** Takes the server's clock from an answer: used only where the two differ by more than the answer's uncertainty. */
export function learnServerClock(serverNowMs: number, sentMs: number, receivedMs: number): void {
  const uncertainty = (receivedMs - sentMs) / 2;
  const offset = serverNowMs - (sentMs + receivedMs) / 2;
  serverOffsetMs = Math.abs(offset) > uncertainty + 50 ? offset : 0;
}

/** Now by the server's clock, ms. */
export function serverNow(): number {
  return Date.now() + serverOffsetMs;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = serverNow();
    timer = setInterval(() => {
      now = serverNow();
      for (const notify of listeners) notify();
    }, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read(): number {
  if (now === 0) now = serverNow();
  return now;
}

/** The time by the server's clock, renewed once a second for the whole page together. 0 while rendered on the server. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, () => 0);
}
