import { ascendingOrder } from "../ascending-order.ts";
import { checkSplits, type Split } from "./split.ts";

export interface PurgedTimeInput {
  /** Milliseconds of each row, in any order. */
  readonly times: Float64Array;
  readonly splits: number;
  /** Rows no more than this before the test are not trained on: windows and labels reach over the border. */
  readonly purgeMs?: number;
  /**
   * The campaign of each row, -1 = none. A campaign that reaches into the test is not trained on, or the model would
   * know the attack it is asked about.
   */
  readonly groups?: Int32Array | undefined;
}

/**
 * Splits in time: the rows are cut into splits + 1 parts of about as many rows; each part but the first is tested by
 * what was learnt from rows strictly before it, less what is purged (TESSERACT, Pendlebury et al. 2019; purging after
 * Lopez de Prado 2018). Rows of one time are never parted. O(n log n + splits x n). RangeError: fewer times than parts.
 */
export function purgedTimeSplits(input: PurgedTimeInput): Split[] {
  const { times, splits, purgeMs = 0 } = input;
  checkSplits(splits, times.length);
  const order = ascendingOrder(times);
  const borders = bordersOf(times, order, splits);
  return borders.slice(0, -1).map((start, i) => {
    const test = Int32Array.from(order.subarray(start, borders[i + 1]));
    const testStart = times[order[start] ?? 0] ?? 0;
    const tested = campaignsOf(test, input.groups);
    const isApart = (row: number) => (times[row] ?? 0) < testStart - purgeMs && !tested.has(input.groups?.[row] ?? -1);
    const train = Int32Array.from(order.subarray(0, start)).filter(isApart);
    return { train, test };
  });
}

function campaignsOf(rows: Int32Array, groups: Int32Array | undefined): ReadonlySet<number> {
  const found = new Set<number>();
  if (groups === undefined) return found;
  for (const row of rows) found.add(groups[row] ?? -1);
  found.delete(-1);
  return found;
}

/** Places in the order at which tests begin, and the end; each is moved back to the first row of its time. */
function bordersOf(times: Float64Array, order: Uint32Array, splits: number): number[] {
  const timeAt = (place: number) => times[order[place] ?? 0] ?? 0;
  const borders: number[] = [];
  for (let part = 1; part <= splits; part += 1) {
    let place = Math.floor((order.length * part) / (splits + 1));
    while (place > 0 && timeAt(place - 1) === timeAt(place)) place -= 1;
    if (place <= (borders.at(-1) ?? 0)) {
      throw new RangeError(`Rows of ${order.length} times cannot be parted into ${splits + 1} parts in time.`);
    }
    borders.push(place);
  }
  return [...borders, order.length];
}
