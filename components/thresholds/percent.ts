/** A share between 0 and 1 as a percentage with as many decimals as it needs: `0.012 %`, `1.3 %`, `84 %`. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return "0 %";
  return `${value >= 10 ? String(Math.round(value)) : String(Number(value.toPrecision(2)))} %`;
}
