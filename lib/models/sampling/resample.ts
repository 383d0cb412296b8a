import type { Random } from "../../stats/random.ts";

export interface ResampleOptions {
  /** Attacks for each normal row afterwards, in (0, 1] where attacks are rare. */
  readonly ratio: number;
  readonly random: Random;
}

/**
 * Rows to train on so that the rarer class is at least `ratio` of the other: all rows, and rows of the rarer class
 * again at random. Never for rows that are tested. O(n). RangeError: one class alone, or a ratio outside (0, 1].
 */
export function overSample(labels: Uint8Array, { ratio, random }: ResampleOptions): Int32Array {
  const { rarer, other } = classesOf(labels, ratio);
  const wanted = Math.ceil(ratio * other.length);
  const again = Array.from({ length: Math.max(0, wanted - rarer.length) }, () => drawFrom(rarer, random));
  return Int32Array.from([...labels.keys(), ...again]);
}

/**
 * Rows to train on so that the rarer class is at least `ratio` of the other: all its rows, and as many others as that
 * allows, drawn without repetition, in the order of the table. O(n). RangeError: as `overSample`.
 */
export function underSample(labels: Uint8Array, { ratio, random }: ResampleOptions): Int32Array {
  const { rarer, other } = classesOf(labels, ratio);
  const wanted = Math.min(other.length, Math.floor(rarer.length / ratio));
  return Int32Array.from([...rarer, ...drawSeveral(other, wanted, random)]).sort();
}

/** That many of the rows, none twice (the first steps of a shuffle). */
export function drawSeveral(rows: readonly number[], count: number, random: Random): number[] {
  const drawn = rows.slice();
  for (let i = 0; i < count; i += 1) {
    const place = i + Math.floor(random.fraction() * (drawn.length - i));
    const kept = drawn[i] ?? 0;
    drawn[i] = drawn[place] ?? 0;
    drawn[place] = kept;
  }
  return drawn.slice(0, count);
}

export interface TwoClasses {
  readonly rarer: readonly number[];
  readonly other: readonly number[];
  /** The label of the rarer class; 1 where both are as many. */
  readonly rarerLabel: 0 | 1;
}

export function classesOf(labels: Uint8Array, ratio: number): TwoClasses {
  if (!(ratio > 0 && ratio <= 1)) throw new RangeError(`The ratio of the classes lies in (0, 1], got ${ratio}.`);
  const rows: [number[], number[]] = [[], []];
  for (const [row, label] of labels.entries()) rows[label === 1 ? 1 : 0].push(row);
  if (rows[0].length === 0 || rows[1].length === 0) throw new RangeError("Resampling needs rows of both classes.");
  return rows[1].length <= rows[0].length
    ? { rarer: rows[1], other: rows[0], rarerLabel: 1 }
    : { rarer: rows[0], other: rows[1], rarerLabel: 0 };
}

export function drawFrom(rows: readonly number[], random: Random): number {
  return rows[Math.floor(random.fraction() * rows.length)] ?? 0;
}
