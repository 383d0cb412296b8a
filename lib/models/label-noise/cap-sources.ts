export interface CappedWeights {
  /** The weight of each row, at most what it was. */
  readonly weights: Float64Array;
  /** The sources that were held back, ascending. */
  readonly capped: readonly number[];
  /** Whether no source has more than its share now. False: there are too few sources; all have the same weight then. */
  readonly holds: boolean;
}

/** Sums of weights are rounded: a source that has exactly its share must not seem to have more. */
const rounding = 1 + 1e-12;

export interface CapInput {
  /** The source of each row, as a code. */
  readonly sources: Int32Array;
  readonly weights?: Float64Array | undefined;
  /** At most this share of all weight to each source, in (0, 1]. */
  readonly mostShare: number;
}

/**
 * Weights such that no source has more than its share of what a model learns from: the rows of one that has are made
 * lighter alike, until it has exactly that. Bounds what one source that lies can do; removes nothing. O(rows + sources
 * log sources). RangeError: lengths that differ, a share outside (0, 1], a weight below 0.
 */
export function capSources(input: CapInput): CappedWeights {
  const { sources, mostShare } = input;
  const weights = input.weights ?? new Float64Array(sources.length).fill(1);
  if (weights.length !== sources.length) throw new RangeError("A cap needs as many weights as rows.");
  if (!(mostShare > 0 && mostShare <= 1)) throw new RangeError(`The share lies in (0, 1], got ${mostShare}.`);
  if (!weights.every((weight) => weight >= 0 && Number.isFinite(weight))) {
    throw new RangeError("Weights are finite and not below 0.");
  }
  const totals = new Map<number, number>();
  for (const [row, source] of sources.entries()) {
    totals.set(source, (totals.get(source) ?? 0) + (weights[row] ?? 0));
  }
  const heard = [...totals.values()].filter((total) => total > 0).sort((a, b) => b - a);
  const level = levelOf(heard, mostShare);
  const most = (level ?? heard.at(-1) ?? 0) * rounding;
  const capped = [...totals].filter(([, total]) => total > most).map(([source]) => source);
  return {
    weights: weights.map((weight, row) => {
      const total = totals.get(sources[row] ?? 0) ?? 0;
      return total > most ? weight * (most / total) : weight;
    }),
    capped: capped.sort((a, b) => a - b),
    holds: level !== null || heard.length === 0,
  };
}

/**
 * The most that a source may weigh: with the k heaviest held to it, level = share x (k x level + the others). Null where
 * no level does it. `totals` descend.
 */
function levelOf(totals: readonly number[], share: number): number | null {
  let others = totals.reduce((sum, total) => sum + total, 0);
  for (const [k, heaviest] of totals.entries()) {
    const open = 1 - k * share;
    if (open <= 0) return null;
    const level = (share * others) / open;
    if (heaviest <= level * rounding) return level;
    others -= heaviest;
  }
  return null;
}
