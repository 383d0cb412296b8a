/** The first key of a sequence such as `g l`, and when it was pressed. */
export interface BegunSequence {
  readonly key: string;
  readonly atMs: number;
}

/** So long the second key is waited for. */
const longestGapMs = 1500;

interface SequenceInput {
  readonly begun: BegunSequence | null;
  readonly key: string;
  readonly atMs: number;
  /** All sequences there are: two keys with a space between them. */
  readonly sequences: readonly string[];
}

interface SequenceStep {
  readonly begun: BegunSequence | null;
  /** The sequence that this key completes. */
  readonly completed: string | null;
  /** The key belongs to a sequence and to nothing else. */
  readonly taken: boolean;
}

/** What a key means for sequences. A second key that leads nowhere ends the sequence and is swallowed, as a mistype. */
export function stepSequence({ begun, key, atMs, sequences }: SequenceInput): SequenceStep {
  if (begun !== null && atMs - begun.atMs <= longestGapMs) {
    const sequence = `${begun.key} ${key}`;
    return { begun: null, completed: sequences.includes(sequence) ? sequence : null, taken: true };
  }
  const begins = sequences.some((sequence) => sequence.startsWith(`${key} `));
  return { begun: begins ? { key, atMs } : null, completed: null, taken: begins };
}
