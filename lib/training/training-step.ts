/** What a training tells while it runs, and how it learns that nobody wants it any longer. */
export interface TrainingHooks {
  /** Share 0-1 of all steps, and the one that begins. */
  readonly onStep?: (share: number, step: string) => void;
  readonly isCancelled?: () => boolean;
}

/** Thrown where `isCancelled` says so: no failure. */
export class TrainingCancelled extends Error {
  constructor() {
    super("The training was cancelled.");
    this.name = "TrainingCancelled";
  }
}

/** What cannot be trained, in a sentence for people. */
export class TrainingRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "TrainingRefused";
  }
}

export function beginStep(hooks: TrainingHooks, share: number, step: string): void {
  if (hooks.isCancelled?.() === true) throw new TrainingCancelled();
  hooks.onStep?.(share, step);
}
