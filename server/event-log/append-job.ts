import type { IngestAnswer } from "../../lib/contracts/events.ts";
import type { SecurityEvent } from "../../lib/event/security-event.ts";

/** What became of a record that its request found readable; it changes until the append is committed. */
export type Outcome = "accepted" | "duplicate" | "refused";

/** One readable record of a request. Made once per record on the hot path: keep it flat. */
export interface IncomingRecord {
  /** Position among the records of its request. */
  readonly index: number;
  readonly event: SecurityEvent;
  readonly format: string;
  readonly source: number;
  /** Where it lies in the body of its request. */
  readonly start: number;
  readonly end: number;
  readonly idHigh: number;
  readonly idLow: number;
  outcome: Outcome;
}

/** A record that is not accepted, and why. */
export interface Refusal {
  readonly index: number;
  readonly reason: string;
  readonly source: number;
}

/** The stored answer that makes a retry of a request safe. */
export interface ReceiptKey {
  readonly keyId: string;
  readonly idempotencyKey: string;
  readonly bodyDigest: Buffer;
}

/** One request, ready to be appended. */
export interface AppendJob {
  readonly batchId: string;
  /** When the request was received, ms since 1970 UTC. */
  readonly receivedMs: number;
  /** Name of the replay it belongs to; empty for live traffic. */
  readonly replay: string;
  readonly body: Buffer;
  readonly records: readonly IncomingRecord[];
  readonly refusals: readonly Refusal[];
  readonly receipt: ReceiptKey | null;
}

/** The answer to a request, and whether it is that of an earlier one with the same Idempotency-Key. */
export interface AppendResult {
  readonly answer: IngestAnswer;
  readonly replayed: boolean;
}

/** A job while it is in the appender: the database may refuse records that the request found readable. */
export interface OpenJob {
  readonly job: AppendJob;
  readonly refusedByDatabase: Refusal[];
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Refusals that are spelt out: a body of nothing but refused lines would be answered with fifty times its size. */
const mostReasons = 1_000;

/** Runs of neighbouring places, as first and last. */
function runsOf(refused: readonly Refusal[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const { index } of refused) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

/** The answer as it stands now. */
export function answerOf({ job, refusedByDatabase }: OpenJob): IngestAnswer {
  let accepted = 0;
  let duplicates = 0;
  for (const { outcome } of job.records) {
    if (outcome === "accepted") accepted += 1;
    else if (outcome === "duplicate") duplicates += 1;
  }
  const refused = [...job.refusals, ...refusedByDatabase].sort((a, b) => a.index - b.index);
  return {
    batchId: job.batchId,
    accepted,
    duplicates,
    rejectedCount: refused.length,
    rejected: refused.slice(0, mostReasons).map(({ index, reason }) => ({ index, reason })),
    alsoRejected: runsOf(refused.slice(mostReasons)),
  };
}

/** A count of one append for one source: the left side of the ledger. */
export interface IntakeCount {
  readonly source: number;
  total: number;
  rejected: number;
  duplicate: number;
  accepted: number;
}

/** Counts of all jobs of an append, by source. */
export function countIntake(jobs: readonly OpenJob[]): IntakeCount[] {
  const counts = new Map<number, IntakeCount>();
  function countOf(source: number): IntakeCount {
    const known = counts.get(source);
    if (known !== undefined) return known;
    const fresh = { source, total: 0, rejected: 0, duplicate: 0, accepted: 0 };
    counts.set(source, fresh);
    return fresh;
  }
  for (const { job } of jobs) {
    for (const { source } of job.refusals) {
      const count = countOf(source);
      count.total += 1;
      count.rejected += 1;
    }
    for (const { source, outcome } of job.records) {
      const count = countOf(source);
      count.total += 1;
      if (outcome === "accepted") count.accepted += 1;
      else if (outcome === "duplicate") count.duplicate += 1;
      else count.rejected += 1;
    }
  }
  return [...counts.values()];
}
