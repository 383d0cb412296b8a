/**
 * A batch of events as columns: what ingest writes into a block of the log and the scoring loop reads, so that the
 * worker never sees JSON. Text is an index into `strings`; index 0 is the empty string and means "missing".
 * Numbers that are missing are NaN. All arrays have `length` rows.
 */
export interface EventColumns {
  readonly length: number;
  readonly strings: readonly string[];

  /** The event's own time, ms since 1970 UTC, NaN where it has none. */
  readonly time: Float64Array;
  /** When its request was received, ms since 1970 UTC. */
  readonly received: Float64Array;
  /** Id of the log source (table `source`). */
  readonly source: Int32Array;
  /** Text index of the replay the event belongs to; 0 for live traffic. */
  readonly replay: Uint32Array;
  readonly classUid: Int32Array;
  readonly activityId: Uint8Array;
  readonly statusId: Uint8Array;
  readonly severityId: Uint8Array;
  /** Occurrences the record stands for (see SecurityEvent.count), at most 65,535. */
  readonly count: Uint16Array;

  readonly user: Uint32Array;
  readonly targetUser: Uint32Array;
  readonly host: Uint32Array;
  readonly src: Uint32Array;
  readonly dst: Uint32Array;
  readonly dstName: Uint32Array;
  readonly process: Uint32Array;
  readonly parentProcess: Uint32Array;
  readonly action: Uint32Array;
  readonly object: Uint32Array;
  readonly resultCode: Uint32Array;
  readonly technique: Uint32Array;
  readonly findingTitle: Uint32Array;
  /** One line for lists, at most 160 characters. */
  readonly summary: Uint32Array;

  /** -1 where missing. */
  readonly srcPort: Int32Array;
  readonly dstPort: Int32Array;
  readonly bytesIn: Float64Array;
  readonly bytesOut: Float64Array;
  readonly durationMs: Float64Array;

  /**
   * Shape of the text that matters for the class (command line, URL, DNS query, subject): length in characters,
   * Shannon entropy in bits a character, and shares (0-1) of digits, upper case, and neither letters nor digits.
   */
  readonly textLength: Float32Array;
  readonly textEntropy: Float32Array;
  readonly textDigits: Float32Array;
  readonly textUpper: Float32Array;
  readonly textSymbols: Float32Array;

  /** 64-bit hash of `recordId` as two halves; both 0 where the source gives no id. */
  readonly recordIdHigh: Uint32Array;
  readonly recordIdLow: Uint32Array;

  /** Where the record as received lies in the block's raw bytes. */
  readonly rawOffset: Uint32Array;
  readonly rawLength: Uint32Array;
  /** Format the record was read as: text index (`zeek.conn`, `windows`, `sshd`, …). */
  readonly format: Uint32Array;
}
