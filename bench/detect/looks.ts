/** A look at KDDTest+: every one that was taken, in order; docs/BENCHMARKS.md has their figures. */
export interface Look {
  readonly date: string;
  readonly configuration: string;
}

export const testSetLooks: readonly Look[] = [];
