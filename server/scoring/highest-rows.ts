import { eachScored, type ScoredPart } from "../event-log/scored-part.ts";

/** Where one scored event stands. */
export interface PlacedRow {
  readonly part: ScoredPart;
  readonly row: number;
  readonly score: number;
}

const alarming = 50;
const mostRows = 20;
const quietRows = 3;

/**
 * What the feed shows of a transaction: at most twenty events that score 50 or more, the highest first; where there is
 * none, the three highest.
 */
export function highestRows(parts: readonly ScoredPart[]): PlacedRow[] {
  const highest: PlacedRow[] = [];
  let least = Number.NEGATIVE_INFINITY;
  eachScored(parts, (part, row) => {
    const score = part.scored.score[row] ?? 0;
    if (highest.length === mostRows && score <= least) return;
    let at = highest.length;
    while (at > 0 && (highest[at - 1]?.score ?? 0) < score) at -= 1;
    highest.splice(at, 0, { part, row, score });
    if (highest.length > mostRows) highest.pop();
    least = highest.at(-1)?.score ?? least;
  });
  const alarmed = highest.filter(({ score }) => score >= alarming);
  return alarmed.length > 0 ? alarmed : highest.slice(0, quietRows);
}
