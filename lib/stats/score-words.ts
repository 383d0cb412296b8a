const mostDecimals = 4;

/** A score (0-100) to one decimal, cut, not rounded, at the top: 99.98 is not shown as the 100 it never reaches. */
export function scoreWords(score: number, decimals = 1): string {
  const most = 100 - 10 ** -decimals;
  return (score > most && score < 100 ? most : score).toFixed(decimals);
}

/**
 * Two scores (0-100; null is off) to as many decimals, at most four, as it takes to tell them apart: a guard moves in
 * small steps, and none is to read `63.5 to 63.5`.
 */
export function scoresApart(before: number | null, after: number | null): readonly [string, string] {
  const at = (decimals: number) =>
    [before, after].map((score) => (score === null ? "off" : scoreWords(score, decimals)));
  for (let decimals = 1; before !== after && decimals < mostDecimals; decimals += 1) {
    const [from = "", to = ""] = at(decimals);
    if (from !== to) return [from, to];
  }
  const [from = "", to = ""] = at(before === after ? 1 : mostDecimals);
  return [from, to];
}
