/**
 * Split conformal p-value of a score among held-out normal scores (ascending): (1 + number that score as high) / (n + 1).
 * Flagging where it is <= alpha flags a share of at most alpha of normal events on average (Vovk et al. 2005), which is
 * less than Neyman-Pearson promises and needs fewer scores. O(log n).
 */
export function conformalPValue(sortedNormal: Float64Array, score: number): number {
  let low = 0;
  let high = sortedNormal.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sortedNormal[middle] ?? 0) < score) low = middle + 1;
    else high = middle;
  }
  return (1 + sortedNormal.length - low) / (sortedNormal.length + 1);
}
