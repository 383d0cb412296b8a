/** What a benchmark is given. */
export interface BenchmarkContext {
  /** What follows the name on the command line, without --json. */
  readonly args: readonly string[];
  /** A line about the progress; never part of the result. */
  log(line: string): void;
  /** The absolute path of a data set below TIDELINE_DATA. Ends the benchmark, saying what is missing, where it is not. */
  requireData(path: string): string;
}

/** Figures, each name ending in its unit; rates and shares are fractions. Rows and groups may nest. */
export type Metrics = { readonly [name: string]: MetricValue };
export type MetricValue = number | string | boolean | null | Metrics | readonly MetricValue[];

export interface BenchmarkResult {
  readonly metrics: Metrics;
  /** What was measured, so that the figures can be had again: sizes, mixes, settings of the database, seeds. */
  readonly config: Metrics;
}

/** A file of bench/ exports one of these as `benchmark`; the file is named after it. */
export interface Benchmark {
  readonly name: string;
  /** One line for the list. */
  readonly description: string;
  run(context: BenchmarkContext): Promise<BenchmarkResult> | BenchmarkResult;
}

/** A benchmark that needs a data set which is not there measures nothing, and says so. */
export class MissingData extends Error {}
