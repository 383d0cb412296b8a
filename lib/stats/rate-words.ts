/** A rate with as many decimals as it needs: `0`, `0.4`, `12`. */
export function rate(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });
}
