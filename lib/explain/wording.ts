/** Numbers as people say them. */

export function count(n: number): string {
  if (Number.isNaN(n)) return "an unknown number of";
  return n < 10 && !Number.isInteger(n) ? n.toFixed(1) : Math.round(n).toLocaleString("en-US");
}

export function bytes(n: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"] as const;
  const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, n)) / 3)));
  return `${count(n / 1000 ** power)} ${units[power] ?? "bytes"}`;
}

export function duration(seconds: number): string {
  if (seconds < 120) return `${count(seconds)} s`;
  return seconds < 7200 ? `${count(seconds / 60)} min` : `${count(seconds / 3600)} h`;
}

/** Ln odds against something as "one in n". */
export function odds(lnOdds: number): string {
  return `one in ${count(Math.exp(lnOdds) + 1)}`;
}
