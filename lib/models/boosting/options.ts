/** How boosting learns. The defaults are scikit-learn's, but for a depth that fits the quick layout and some shrinkage. */
export interface BoostingOptions {
  /** Trees of each output. */
  readonly rounds: number;
  /** The share of each tree's answer that is taken. */
  readonly learningRate: number;
  readonly mostLeaves: number;
  /** Up to 8 the trees fit the complete layout, which scores several times faster than the deep one. */
  readonly mostDepth: number;
  /** Added to each sum of second derivatives: shrinks the answers of small leaves. */
  readonly l2: number;
  /** The least that a split must lower the loss by. */
  readonly leastGain: number;
  /** Rows that a leaf must have. */
  readonly leafRows: number;
  /** Sum of second derivatives that a leaf must have. */
  readonly leafHessian: number;
  /** At most 255. */
  readonly bins: number;
  /** Share of the rows that each tree sees, drawn anew for each. */
  readonly rowShare: number;
  /** Share of the columns that each tree may split by. */
  readonly columnShare: number;
  /** By column: 1 = the margin never falls as the value rises, -1 = never rises, 0 or none = free. */
  readonly monotone: readonly number[];
  /** Stops when the loss on the last rows has not become better for a while; the rows are taken to be in time order. */
  readonly earlyStopping: { readonly share: number; readonly patience: number } | null;
  readonly seed: string | number;
}

const defaults: BoostingOptions = {
  rounds: 100,
  learningRate: 0.1,
  mostLeaves: 31,
  mostDepth: 6,
  l2: 1,
  leastGain: 0,
  leafRows: 20,
  leafHessian: 1e-3,
  bins: 255,
  rowShare: 1,
  columnShare: 1,
  monotone: [],
  earlyStopping: null,
  seed: 1,
};

/** The given options with the defaults of the others. RangeError: one that makes no sense, by name. */
export function completeOptions(given: Partial<BoostingOptions>): BoostingOptions {
  const options = { ...defaults, ...given };
  const within = (name: "mostDepth" | "mostLeaves" | "bins" | "rounds", low: number, high: number) => {
    const value = options[name];
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw new RangeError(`${name} must be a whole number from ${low} to ${high}, not ${value}.`);
  };
  within("rounds", 0, 100_000);
  within("mostDepth", 1, 64);
  within("mostLeaves", 2, 256);
  within("bins", 2, 255);
  for (const name of ["rowShare", "columnShare", "learningRate"] as const) {
    if (!(options[name] > 0 && options[name] <= 1)) throw new RangeError(`${name} must lie in (0, 1].`);
  }
  if (!(options.leafRows >= 1)) throw new RangeError("leafRows must be 1 or more.");
  for (const name of ["l2", "leastGain", "leafHessian"] as const) {
    if (!(options[name] >= 0)) throw new RangeError(`${name} must not be negative.`);
  }
  const stopping = options.earlyStopping;
  if (stopping !== null && !(stopping.share > 0 && stopping.share < 1 && stopping.patience >= 1))
    throw new RangeError("earlyStopping needs a share between 0 and 1 and a patience of 1 or more.");
  if (options.l2 + options.leafHessian === 0) throw new RangeError("l2 and leafHessian must not both be 0.");
  if (options.monotone.some((direction) => direction !== 0 && Math.abs(direction) !== 1))
    throw new RangeError("monotone holds 1, 0 and -1 only.");
  return options;
}
