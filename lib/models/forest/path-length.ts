const eulerMascheroni = 0.5772156649015329;

/**
 * Mean path length of an unsuccessful search in a binary tree of n rows: 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n, 1 for
 * two rows and 0 for one (Liu, Ting & Zhou 2008, eq. 1).
 */
export function meanPathLength(rows: number): number {
  if (rows <= 1) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + eulerMascheroni) - (2 * (rows - 1)) / rows;
}

/** 2^(-mean path / c(sample)): near 1 for what is isolated at once, under 0.5 for what lies among others. */
export function isolationScore(meanPath: number, sample: number): number {
  return 2 ** (-meanPath / meanPathLength(sample));
}
