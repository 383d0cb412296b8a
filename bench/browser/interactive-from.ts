/** What a page noted of itself, ms since its navigation began. */
export interface Noted {
  readonly now: number;
  /** When its heading and its data were there; null: not yet. */
  readonly shown: number | null;
  /** Tasks that kept the main thread for 50 ms or longer. */
  readonly busy: readonly (readonly [from: number, to: number])[];
}

/** A task this long is felt by nobody; only what goes beyond it blocks (web.dev, Total Blocking Time). */
const unfeltMs = 50;

interface Calm {
  /** So long it has to be calm, ms. */
  readonly calmMs: number;
  /** And its tasks may block for so long in all, ms. */
  readonly mostBlockedMs: number;
}

/**
 * When the page began to answer, ms: the first moment at or after it was shown from which on its main thread was calm. A
 * page that is alive never rests: what counts is how long a press would have had to wait. Null while there was no calm
 * stretch yet.
 */
export function interactiveFrom({ now, shown, busy }: Noted, { calmMs, mostBlockedMs }: Calm): number | null {
  if (shown === null) return null;
  const starts = [shown, ...busy.map(([, to]) => to).filter((to) => to > shown)];
  const blockedFrom = (start: number) =>
    busy
      .filter(([from, to]) => to > start && from < start + calmMs)
      .reduce((blocked, [from, to]) => blocked + Math.max(0, to - Math.max(from, start) - unfeltMs), 0);
  return starts.find((start) => now >= start + calmMs && blockedFrom(start) <= mostBlockedMs) ?? null;
}
