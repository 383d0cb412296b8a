const buffer = new DataView(new ArrayBuffer(8));

/**
 * The next double above a finite number. A rule that says "strictly above x" becomes "at or above nextDouble(x)", so
 * that all thresholds can be compared the same way.
 */
export function nextDouble(x: number): number {
  if (!Number.isFinite(x)) throw new RangeError(`There is no next double above ${x}.`);
  if (x === 0) return Number.MIN_VALUE;
  buffer.setFloat64(0, x);
  const bits = buffer.getBigInt64(0);
  buffer.setBigInt64(0, x > 0 ? bits + 1n : bits - 1n);
  return buffer.getFloat64(0);
}
