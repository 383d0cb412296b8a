import type { IngestAnswer } from "../../lib/contracts/events.ts";

/** Records refused for one reason. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
  /** Places in the file of the first few, from 0. */
  readonly places: readonly number[];
}

export interface FileTally {
  readonly name: string;
  readonly sent: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Could not be cut out of the file, so there was nothing to send. */
  readonly unreadable: number;
  /** Belonged to batches that the server did not take. */
  readonly notSent: number;
  readonly reasons: readonly ReasonCount[];
}

/** Counts of one file as its batches are answered. */
export interface Tally {
  answered(places: readonly number[], answer: IngestAnswer): void;
  unreadable(place: number, reason: string): void;
  notSent(places: readonly number[], reason: string): void;
  result(): FileTally;
}

const placesShown = 5;
/** Reasons that carry figures of their own (sizes, positions) would each be a kind; beyond this they are counted as one. */
const reasonsKept = 50;

export function createTally(name: string): Tally {
  const counts = { sent: 0, accepted: 0, duplicates: 0, rejected: 0, unreadable: 0, notSent: 0 };
  const reasons = new Map<string, { count: number; places: number[] }>();
  const note = (reason: string, place: number, count = 1) => {
    const kind = reasons.has(reason) || reasons.size < reasonsKept ? reason : "other reasons";
    const entry = reasons.get(kind) ?? { count: 0, places: [] };
    entry.count += count;
    if (entry.places.length < placesShown) entry.places.push(place);
    reasons.set(kind, entry);
  };
  return {
    answered(places, answer) {
      // What is cut here as one record the server may cut into several (a document beyond its size limit, line by line).
      const seen = answer.accepted + answer.duplicates + answer.rejectedCount;
      counts.sent += Math.max(places.length, seen);
      counts.accepted += answer.accepted;
      counts.duplicates += answer.duplicates;
      counts.rejected += answer.rejectedCount;
      for (const { index, reason } of answer.rejected) note(reason, places[index] ?? index);
      for (const [from, to] of answer.alsoRejected) note("other reasons", places[from] ?? from, to - from + 1);
    },
    unreadable(place, reason) {
      counts.unreadable += 1;
      note(reason, place);
    },
    notSent(places, reason) {
      counts.notSent += places.length;
      note(reason, places[0] ?? 0, places.length);
    },
    result: () => ({
      name,
      ...counts,
      reasons: [...reasons]
        .map(([reason, { count, places }]) => ({ reason, count, places }))
        .sort((left, right) => right.count - left.count),
    }),
  };
}

/** All files together. */
export function totalOf(files: readonly FileTally[]): Omit<FileTally, "name" | "reasons"> {
  const sum = (of: (file: FileTally) => number) => files.reduce((total, file) => total + of(file), 0);
  return {
    sent: sum((file) => file.sent),
    accepted: sum((file) => file.accepted),
    duplicates: sum((file) => file.duplicates),
    rejected: sum((file) => file.rejected),
    unreadable: sum((file) => file.unreadable),
    notSent: sum((file) => file.notSent),
  };
}
