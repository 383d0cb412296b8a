/** What the database says of who scores a stream. */
export interface ScoringLook {
  /** When the right to score it runs out, as it was last renewed; null: nobody has it. */
  readonly lease: string | null;
  /** Age of the oldest event that waits, ms; 0: none does. */
  readonly lagMs: number;
}

/** What is remembered from one look to the next. */
export interface ScoringWatch {
  readonly atMs: number;
  readonly lease: string | null;
  readonly silentMs: number;
  readonly lagMs: number;
  readonly kind: "inStep" | "behind" | "silent";
}

/** A lease is renewed every 1.6 s, give or take a transaction: what is missing for longer is no pause for breath. */
const silentFromMs = 3_000;
const behindFromMs = 3_000;
/** Once behind, it is in step again only under this: a stream at the limit must not flicker. */
const inStepUnderMs = 1_500;
/** Looks are a second apart. What lies further between two of them is our own absence, and says nothing of scoring. */
const mostBetweenMs = 1_500;

/** What a look (null: it failed) says after what was seen before it (null: nothing). Pure. */
export function judgeScoring(before: ScoringWatch | null, look: ScoringLook | null, atMs: number): ScoringWatch {
  const lease = look === null ? (before?.lease ?? null) : look.lease;
  const isHeard = before === null || (lease !== null && lease !== before.lease);
  const sinceMs = before === null ? 0 : Math.min(mostBetweenMs, Math.max(0, atMs - before.atMs));
  const silentMs = isHeard ? 0 : before.silentMs + sinceMs;
  const lagMs = look === null ? (before?.lagMs ?? 0) : look.lagMs;
  const limitMs = (before?.kind ?? "inStep") === "inStep" ? behindFromMs : inStepUnderMs;
  const kind = lagMs > limitMs ? "behind" : silentMs >= silentFromMs ? "silent" : "inStep";
  return { atMs, lease, silentMs, lagMs, kind };
}
