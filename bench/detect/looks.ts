/** A look at KDDTest+: every one that was taken, in order; docs/BENCHMARKS.md has their figures. */
export interface Look {
  readonly date: string;
  readonly configuration: string;
}

export const testSetLooks: readonly Look[] = [
  { date: "2026-11-26", configuration: "surprise of known attacks .4, strangers .5, isolation .1" },
  {
    date: "2026-11-26",
    configuration: "probability of known attacks .2, percentiles of strangers .4, of isolation .4",
  },
];
