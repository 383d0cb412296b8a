import type { Random } from "../../stats/random.ts";
import type { Frame, FrameColumn } from "../data/frame.ts";

/**
 * Rows that nobody sends: each column's values are drawn from the table by themselves, so that every value is usual and
 * nothing fits together. A learner that has to tell them from the table's own rows learns how columns belong together,
 * and finds what does not, whatever it is (Shi & Horvath 2006; Hastie, Tibshirani & Friedman 2009, 14.2.4).
 * O(rows x columns). RangeError: a table without rows.
 */
export function drawStrangers(frame: Frame, rows: number, random: Random): Frame {
  if (frame.rows === 0) throw new RangeError("Strangers are drawn from a table that has rows.");
  const columns = frame.columns.map((column): FrameColumn => {
    const own = random.fork(column.name);
    const draw = () => Math.floor(own.fraction() * frame.rows);
    if (column.kind === "category") {
      return { ...column, codes: Int32Array.from({ length: rows }, () => column.codes[draw()] ?? -1) };
    }
    return { ...column, values: Float64Array.from({ length: rows }, () => column.values[draw()] ?? Number.NaN) };
  });
  return { rows, columns };
}
