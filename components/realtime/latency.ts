import { serverNow } from "../display/clock.ts";

const keptSamples = 20_000;
const keptPending = 1000;

interface Pending {
  readonly number: number;
  readonly committedAt: number;
}

declare global {
  interface Window {
    /** For measuring: commit-to-painted times in ms, oldest first, and the last painted message. */
    __tideline?: { readonly commitToPaintMs: number[]; paintedNumber: number };
  }
}

let pending: Pending[] = [];
const samples: number[] = [];

/** Remembers when what a message says was committed, until it is on the screen. */
export function expectPaint(number: number, committedAt: number): void {
  pending.push({ number, committedAt });
  if (pending.length > keptPending) pending = pending.slice(-keptPending);
}

/** Called once the page was changed up to a message: the next frame shows it, and the task after that frame measures. */
export function notePainted(number: number): void {
  const done = pending.filter((entry) => entry.number <= number);
  if (done.length === 0) return;
  pending = pending.filter((entry) => entry.number > number);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const paintedAt = serverNow();
      samples.push(...done.map((entry) => Math.max(0, paintedAt - entry.committedAt)));
      if (samples.length > keptSamples) samples.splice(0, samples.length - keptSamples);
      window.__tideline ??= { commitToPaintMs: samples, paintedNumber: 0 };
      window.__tideline.paintedNumber = number;
      port1.close();
    };
    port2.postMessage(null);
  });
}

/** Nearest-rank quantile of the last 500 samples in ms; null before the first. */
export function recentLatency(share: number): number | null {
  const recent = samples.slice(-500).sort((left, right) => left - right);
  return recent[Math.min(recent.length - 1, Math.max(0, Math.ceil(share * recent.length) - 1))] ?? null;
}
