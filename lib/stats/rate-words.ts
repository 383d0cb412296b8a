/** A count that need not be whole, with as many decimals as it needs: `0`, `0.4`, `12`, `1,240`. */
export function rateWords(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
}
