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

/** The next single-precision number above one. */
export function nextFloat(x: number): number {
  if (x === 0) return 2 ** -149;
  return stepFloat(x, x > 0 ? 1 : -1);
}

/** The next single-precision number below one. */
export function previousFloat(x: number): number {
  if (x === 0) return -(2 ** -149);
  return stepFloat(x, x > 0 ? -1 : 1);
}

function stepFloat(x: number, step: 1 | -1): number {
  if (!Number.isFinite(x)) throw new RangeError(`There is no number beside ${x}.`);
  buffer.setFloat32(0, x);
  buffer.setInt32(0, buffer.getInt32(0) + step);
  return buffer.getFloat32(0);
}
