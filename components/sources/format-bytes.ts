const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes in the unit that reads best, with three figures: `512 B`, `18.4 MB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toPrecision(3)} ${units[step]}`;
}
