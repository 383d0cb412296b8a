import type { RecordLimits } from "./limits.ts";

export interface RecordRange {
  /** Place among records and refusals, from 0. */
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

export interface RejectedRecord {
  readonly index: number;
  readonly reason: string;
}

export type BodyKind = "array" | "ndjson" | "lines" | "records-wrapper";

export interface SplitResult {
  readonly kind: BodyKind;
  readonly records: RecordRange[];
  readonly rejected: RejectedRecord[];
}

/** A body holds more records than one request may bring. Nothing of it is taken. */
export class TooManyRecordsError extends Error {
  override readonly name = "TooManyRecordsError";
  constructor(most: number) {
    super(`The body holds more than ${most} records.`);
  }
}

/** Collects what a body is cut into. */
export interface Split {
  readonly limits: RecordLimits;
  /** Takes the bytes [from, to) as a record, or refuses it for its size. */
  add(from: number, to: number): void;
  reject(reason: string): void;
  result(kind: BodyKind): SplitResult;
}

export function newSplit(limits: RecordLimits): Split {
  const records: RecordRange[] = [];
  const rejected: RejectedRecord[] = [];
  function nextIndex(): number {
    const index = records.length + rejected.length;
    if (index >= limits.records) throw new TooManyRecordsError(limits.records);
    return index;
  }
  function reject(reason: string): void {
    rejected.push({ index: nextIndex(), reason });
  }
  return {
    limits,
    add(from, to) {
      const length = to - from;
      if (length <= limits.recordBytes) records.push({ index: nextIndex(), offset: from, length });
      else reject(`The record has ${length} bytes; at most ${limits.recordBytes} are taken.`);
    },
    reject,
    result: (kind) => ({ kind, records, rejected }),
  };
}
