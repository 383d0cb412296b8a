/** Least-squares slope of values over time, per minute; 0 of fewer than two. */
export function slopePerMinute(points: readonly { readonly ms: number; readonly value: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, points.length);
  const [meanMs, meanValue] = [mean(({ ms }) => ms), mean(({ value }) => value)];
  const spread = points.reduce((sum, { ms }) => sum + (ms - meanMs) ** 2, 0);
  const together = points.reduce((sum, { ms, value }) => sum + (ms - meanMs) * (value - meanValue), 0);
  return spread === 0 ? 0 : (together / spread) * 60_000;
}
