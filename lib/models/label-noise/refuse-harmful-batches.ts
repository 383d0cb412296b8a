export interface BatchVerdict<Batch> {
  readonly batch: Batch;
  readonly accepted: boolean;
  /** The best quality reached before, and the quality with the batch. */
  readonly before: number;
  readonly after: number;
}

export interface BatchTask<Batch> {
  /** Batches of verdicts (of one person or source, say) in the order in which they came. */
  readonly batches: readonly Batch[];
  /**
   * Trains with the given batches on top of what is trusted, and says how well that does on held-out rows whose labels
   * are known to be right; high = better. The same batches must give the same figure.
   */
  readonly quality: (batches: readonly Batch[]) => number;
  /** A batch may cost this much quality, for chance; 0 or more. */
  readonly tolerance: number;
}

/**
 * RONI, reject on negative impact (Nelson et al. 2008), for batches: one that lowers quality on clean rows by more than
 * the tolerance is refused, and those after it are judged without it. The comparison is with the *best* quality so far:
 * a hundred batches that each cost a little less than the tolerance would else be let in one by one. A batch with
 * which no quality can be had is refused. One training for each batch and one before. RangeError: tolerance below 0,
 * or no quality without any batch.
 */
export function refuseHarmfulBatches<Batch>(task: BatchTask<Batch>): BatchVerdict<Batch>[] {
  const { batches, quality, tolerance } = task;
  if (!(tolerance >= 0)) throw new RangeError(`The tolerance is 0 or more, got ${tolerance}.`);
  let best = quality([]);
  if (!Number.isFinite(best)) throw new RangeError("There is no quality to compare batches with.");
  const kept: Batch[] = [];
  return batches.map((batch) => {
    const before = best;
    const after = quality([...kept, batch]);
    const accepted = after >= before - tolerance;
    if (accepted) {
      kept.push(batch);
      best = Math.max(best, after);
    }
    return { batch, accepted, before, after };
  });
}
