import { fitSurrogate, type SurrogateTask } from "./fit-surrogate.ts";

export interface StableSurrogate {
  /** One number for each feature: the mean over all seeds. */
  readonly contributions: Float64Array;
  /** Mean Jaccard similarity of the five largest, over all pairs of seeds: 1 = they always agree. */
  readonly stability: number;
}

const largestCompared = 5;

/** The surrogate fitted `seeds` times (10 unless given) with other neighbours each time, and how far the fits agree. */
export function fitStableSurrogate(task: SurrogateTask, seeds = 10): StableSurrogate {
  const fits = Array.from({ length: seeds }, (_, i) => fitSurrogate({ ...task, seed: `${task.seed}/${i}` }));
  const contributions = new Float64Array(task.row.length);
  for (const fit of fits) {
    for (const [column, value] of fit.entries()) contributions[column] = (contributions[column] ?? 0) + value / seeds;
  }
  const tops = fits.map(largestOf);
  let sum = 0;
  let pairs = 0;
  for (const [i, left] of tops.entries()) {
    for (const right of tops.slice(i + 1)) {
      sum += jaccard(left, right);
      pairs += 1;
    }
  }
  return { contributions, stability: pairs === 0 ? 1 : sum / pairs };
}

/** What is nothing but rounding is not among the largest. */
function largestOf(contributions: Float64Array): ReadonlySet<number> {
  const size = (column: number) => Math.abs(contributions[column] ?? 0);
  const columns = Array.from(contributions.keys()).filter((column) => size(column) > 1e-6);
  return new Set(columns.sort((a, b) => size(b) - size(a) || a - b).slice(0, largestCompared));
}

function jaccard(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  const both = [...left].filter((column) => right.has(column)).length;
  const either = left.size + right.size - both;
  return either === 0 ? 1 : both / either;
}
