/** The range that holds all values, with a little room, never empty. */
export function barSpan(values: readonly number[]): readonly [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = Math.max(0.5, (high - low) * 0.04);
  return [low === 0 ? 0 : low - room, high === 0 ? 0.5 : high + room];
}
