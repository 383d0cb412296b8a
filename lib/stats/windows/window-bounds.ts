/** The rows that each row's window covers, [start, end); neither ever falls. */
export interface WindowBounds {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** The last `window` rows including this one, or as many around it (pandas `rolling(window, center=)`). */
export function rowWindows(rows: number, window: number, centered = false): WindowBounds {
  if (!(Number.isInteger(window) && window >= 1)) throw new RangeError(`A window has at least one row, got ${window}.`);
  const ahead = centered ? Math.floor((window - 1) / 2) : 0;
  const within = (place: number) => Math.min(Math.max(place, 0), rows);
  return {
    starts: Int32Array.from({ length: rows }, (_, row) => within(row + 1 + ahead - window)),
    ends: Int32Array.from({ length: rows }, (_, row) => within(row + 1 + ahead)),
  };
}

/** All rows up to this one (pandas `expanding()`). */
export function expandingWindows(rows: number): WindowBounds {
  return { starts: new Int32Array(rows), ends: Int32Array.from({ length: rows }, (_, row) => row + 1) };
}

/** Which ends of a window in time belong to it. */
export type ClosedEnds = "right" | "left" | "both" | "neither";

/**
 * The rows of the last `spanMs` (pandas `rolling("60s", closed=)`). `times` in milliseconds, never falling. This row is
 * part of its window where the right end is closed. O(n). RangeError: times that fall.
 */
export function timeWindows(times: Float64Array, spanMs: number, closed: ClosedEnds = "right"): WindowBounds {
  const leftClosed = closed === "left" || closed === "both";
  const rightClosed = closed === "right" || closed === "both";
  const isOutside = (time: number, bound: number) => (leftClosed ? time < bound : time <= bound);
  const starts = new Int32Array(times.length);
  const ends = new Int32Array(times.length);
  let start = 0;
  let firstOfNow = 0;
  checkRising(times);
  for (let row = 0; row < times.length; row += 1) {
    const now = times[row] ?? 0;
    while (start < row && isOutside(times[start] ?? 0, now - spanMs)) start += 1;
    // Where the right end is open, rows of this very moment are outside, this one and those before it alike.
    if (now > (times[firstOfNow] ?? now)) firstOfNow = row;
    starts[row] = start;
    ends[row] = rightClosed ? row + 1 : firstOfNow;
  }
  return { starts, ends };
}

function checkRising(times: Float64Array): void {
  for (let row = 1; row < times.length; row += 1) {
    if ((times[row] ?? 0) < (times[row - 1] ?? 0)) throw new RangeError(`Times must not fall, row ${row} does.`);
  }
}
