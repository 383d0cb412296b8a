/**
 * An entity's id is a 64-bit hash. The fold holds it as two unsigned halves; the database as one signed `bigint` of
 * the same bits, given to it as decimal text; the API as 16 hexadecimal digits.
 */

/** The halves as PostgreSQL's bigint, in decimal. */
export function idOf(high: number, low: number): string {
  return BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)).toString();
}

/** The halves as the API shows them. */
export function hexId(high: number, low: number): string {
  return (high >>> 0).toString(16).padStart(8, "0") + (low >>> 0).toString(16).padStart(8, "0");
}
