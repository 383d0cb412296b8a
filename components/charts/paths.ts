/** Maps a value to a pixel. */
export type Scale = (value: number) => number;

export interface Placed {
  /** Middle of the bucket, px. */
  readonly x: number;
  /** Null leaves a hole. */
  readonly y: number | null;
}

const px = (value: number) => value.toFixed(1);

/**
 * One line over runs of neighbouring points: straight between them, nothing between runs. A point on its own becomes a
 * dash as wide as its bucket, or it would not be seen.
 */
export function linePath(runs: readonly (readonly Placed[])[], bucketWidth: number): string {
  return runs
    .map((run) => {
      const placed = run.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
      const [only] = placed;
      if (placed.length === 1 && only !== undefined) {
        return `M${px(only.x - bucketWidth / 2)},${px(only.y)}h${px(Math.max(1, bucketWidth))}`;
      }
      return placed.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${px(x)},${px(y)}`).join("");
    })
    .join("");
}

/** The area between two lines over the same runs. */
export function bandPath(
  runs: readonly (readonly { readonly x: number; readonly low: number | null; readonly high: number | null }[])[],
  bucketWidth: number,
): string {
  return runs
    .map((run) => {
      const placed = run.flatMap(({ x, low, high }) => (low === null || high === null ? [] : [{ x, low, high }]));
      const first = placed[0];
      if (placed.length === 1 && first !== undefined) {
        const left = first.x - bucketWidth / 2;
        return `M${px(left)},${px(first.high)}h${px(Math.max(1, bucketWidth))}V${px(first.low)}H${px(left)}Z`;
      }
      const there = placed.map(({ x, high }, index) => `${index === 0 ? "M" : "L"}${px(x)},${px(high)}`);
      const back = [...placed].reverse().map(({ x, low }) => `L${px(x)},${px(low)}`);
      return placed.length === 0 ? "" : `${there.join("")}${back.join("")}Z`;
    })
    .join("");
}

/** Flat tops over each bucket, down to the base line: counts are of the whole bucket, not of its middle. */
export function skylinePath(runs: readonly (readonly Placed[])[], bucketWidth: number, base: number): string {
  if (bucketWidth < 1) return hairlinePath(runs.flat(), base);
  return runs
    .map((run) => {
      const [first] = run;
      const last = run.at(-1);
      if (first === undefined || last === undefined) return "";
      const tops = run.map(({ x, y }) => `L${px(x - bucketWidth / 2)},${px(y ?? base)}H${px(x + bucketWidth / 2)}`);
      return `M${px(first.x - bucketWidth / 2)},${px(base)}${tops.join("")}V${px(base)}Z`;
    })
    .join("");
}

/** A bar of one pixel for each bucket: drawn in its own width, a part of a pixel, it would be too pale to be seen. */
function hairlinePath(points: readonly Placed[], base: number): string {
  return points
    .map(({ x, y }) => (y === null || y >= base ? "" : `M${px(x - 0.5)},${px(base)}V${px(y)}h1V${px(base)}Z`))
    .join("");
}

/** Moves labels apart along one axis, keeping their order, so that none is nearer to the next than `gap`. */
export function spreadLabels(positions: readonly number[], gap: number): number[] {
  const order = positions.map((at, index) => ({ at, index })).sort((left, right) => left.at - right.at);
  const placed = new Array<number>(positions.length).fill(0);
  let next = Number.NEGATIVE_INFINITY;
  for (const { at, index } of order) {
    next = Math.max(at, next + gap);
    placed[index] = next;
  }
  return placed;
}
