/** The database's earliest time (4713 BC). */
export const earliestMs = -210_866_803_200_000;
/** The latest that a Date can show. */
export const latestMs = 8.64e15;

/** A time that both the database and a Date can hold: a replay may state any year. */
export function storableMs(ms: number): number {
  return Math.min(Math.max(ms, earliestMs), latestMs);
}
