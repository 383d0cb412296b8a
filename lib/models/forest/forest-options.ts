/** How a forest learns. */
export interface ForestOptions {
  /**
   * `random` looks for the best cut of each tried column on a bootstrap sample (Breiman 2001), `extra` takes one random cut
   * of each on all rows (Geurts, Ernst & Wehenkel 2006).
   */
  readonly kind: "random" | "extra";
  readonly trees: number;
  /** Columns tried at a node; the square root of their number where 0. */
  readonly columnsPerSplit: number;
  /** Rows that a leaf must have; 1 leaves the trees unpruned. */
  readonly leafRows: number;
  readonly mostDepth: number;
  /** Whether each tree learns from a sample drawn with replacement; as `kind` wants it where null. */
  readonly bootstrap: boolean | null;
  readonly seed: string | number;
}

const defaults: ForestOptions = {
  kind: "random",
  trees: 100,
  columnsPerSplit: 0,
  leafRows: 1,
  mostDepth: 1000,
  bootstrap: null,
  seed: 1,
};

/** The given options with the defaults of the others. RangeError: one that makes no sense, by name. */
export function completeForestOptions(given: Partial<ForestOptions>): ForestOptions {
  const options = { ...defaults, ...given };
  for (const name of ["trees", "leafRows", "mostDepth"] as const) {
    if (!(Number.isInteger(options[name]) && options[name] >= 1)) throw new RangeError(`${name} must be 1 or more.`);
  }
  if (!(Number.isInteger(options.columnsPerSplit) && options.columnsPerSplit >= 0))
    throw new RangeError("columnsPerSplit must be 0 or more.");
  return options;
}
