/** Left sides of the ledger, as ingest answered. */
export interface IntakeTotals {
  readonly total: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly accepted: number;
}

/** Everything the ledger is made of, by source, all of one snapshot. */
export interface LedgerReading {
  /** When the snapshot was taken. */
  readonly asOf: Date;
  readonly head: number;
  readonly position: number;
  /** Age of the oldest waiting event, 0 if none waits. */
  readonly lagMs: number;
  readonly names: ReadonlyMap<number, { readonly name: string; readonly format: string }>;
  /** Left sides, those of dropped days included. */
  readonly intake: ReadonlyMap<number, IntakeTotals>;
  readonly scored: ReadonlyMap<number, number>;
  readonly waiting: ReadonlyMap<number, number>;
  readonly deadLettered: ReadonlyMap<number, number>;
  /** Scored or dead-lettered when retention dropped it. */
  readonly expired: ReadonlyMap<number, number>;
  /** False where only a span of time was asked for: the log's offsets then say nothing about the counts. */
  readonly whole: boolean;
}

export function addTo(counts: Map<number, number>, source: number, n: number): void {
  counts.set(source, (counts.get(source) ?? 0) + n);
}

export function addIntake(totals: Map<number, IntakeTotals>, source: number, more: IntakeTotals): void {
  const so = totals.get(source);
  totals.set(source, {
    total: more.total + (so?.total ?? 0),
    rejected: more.rejected + (so?.rejected ?? 0),
    duplicate: more.duplicate + (so?.duplicate ?? 0),
    accepted: more.accepted + (so?.accepted ?? 0),
  });
}

/** From inclusive, to exclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** All of time, as PostgreSQL writes it. */
export const always: Span = { from: "-infinity", to: "infinity" };
