import type { TreeEnsemble } from "../../models/trees/tree-ensemble.ts";
import { type ActionableColumn, listCuts, listMoves, type Move } from "./list-moves.ts";
import { createMoveScorer, type MoveScorer, type ScoreRows } from "./score-moves.ts";

export interface CounterfactualTask {
  readonly row: Float64Array;
  /** Scores `count` rows that lie one after the other, high = threatening: all of the score, and not the trees alone. */
  readonly score: ScoreRows;
  /** Trees that the score rests on; values just across their cuts are tried. */
  readonly ensembles: readonly TreeEnsemble[];
  readonly actionable: readonly ActionableColumn[];
  /** Values to be tried beside those across cuts: for what the score rests on beside trees. */
  readonly further?: readonly Move[];
  /** Cuts of a column that are tried on either side of its value, spread evenly; all unless given. */
  readonly mostCuts?: number;
  /** Moves of a column that are tried together with others; 12 unless given. */
  readonly movesPerColumn?: number;
  /** The threshold in force: what is looked for scores less. */
  readonly below: number;
  /** At most so many changes; 3 unless given. */
  readonly mostChanges?: number;
}

export interface Change extends Move {
  readonly from: number;
}

export interface Counterfactual {
  readonly changes: readonly Change[];
  /** What the changed row scores, by scoring it again. */
  readonly score: number;
  readonly scoreBefore: number;
}

/** Partial answers that are followed further. */
const beamWidth = 6;

/**
 * What would have brought the score under the threshold: the cheapest few changes of actionable columns that a beam search
 * over the trees' cuts finds, drawn back as near to the row as they still do it. Null where none was found. Not proved
 * to be the least; proved to be valid, as it is scored again. O((cuts + beam x columns) x scoring a row).
 */
export function findCounterfactual(task: CounterfactualTask): Counterfactual | null {
  const scorer = createMoveScorer(task.row, task.score);
  const scoreBefore = scorer.scoreOne([]);
  if (scoreBefore < task.below) return null;
  const cuts = listCuts(task.ensembles);
  const moves = [...listMoves(task.row, task.actionable, cuts, task.mostCuts), ...(task.further ?? [])];
  const found = search(task, scorer, moves);
  if (found === null) return null;
  const changes = drawBack(task, scorer, dropNeedless(task.below, scorer, found), moves);
  const score = scorer.scoreOne(changes);
  if (!(score < task.below)) return null;
  return {
    changes: changes.map((move) => ({ ...move, from: task.row[move.column] ?? Number.NaN })),
    score,
    scoreBefore,
  };
}

interface Attempt {
  readonly moves: readonly Move[];
  readonly score: number;
}

function search(
  { below, mostChanges = 3, movesPerColumn = 12 }: CounterfactualTask,
  scorer: MoveScorer,
  moves: readonly Move[],
): readonly Move[] | null {
  const leastWeight = moves.reduce((least, move) => Math.min(least, move.weight), Number.POSITIVE_INFINITY);
  const singles = scorer.scoreEach([], moves);
  const useful = pickUseful(moves, singles, movesPerColumn);
  let best: Attempt | null = null;
  let beam: readonly Attempt[] = [{ moves: [], score: Number.POSITIVE_INFINITY }];
  for (let changes = 1; changes <= mostChanges && beam.length > 0; changes += 1) {
    // As many changes as these cannot cost less than what is found.
    if (best !== null && weigh(best.moves) <= changes * leastWeight) break;
    const tried = beam.flatMap((attempt) => {
      // The leading attempt is tried with every move there is, so that no beam misses a pair by being narrow.
      const further = attempt === beam[0] ? moves : useful;
      const open = further.filter((move) => attempt.moves.every(({ column }) => column !== move.column));
      const scores = changes === 1 ? singles : scorer.scoreEach(attempt.moves, open);
      return open.map((move, i) => ({ moves: [...attempt.moves, move], score: scores[i] ?? Number.NaN }));
    });
    best = pickCheapest(best, tried, below);
    beam = keepBest(tried);
  }
  return best?.moves ?? null;
}

/** The cheapest attempt that goes under the threshold; of equals the one that is known already. */
function pickCheapest(known: Attempt | null, tried: readonly Attempt[], below: number): Attempt | null {
  let best = known;
  for (const attempt of tried) {
    if (attempt.score < below && (best === null || weigh(attempt.moves) < weigh(best.moves))) best = attempt;
  }
  return best;
}

function weigh(moves: readonly Move[]): number {
  return moves.reduce((sum, move) => sum + move.weight, 0);
}

/** The lowest scores, no two of them by the same columns: a beam of one column's values would be no beam. */
function keepBest(tried: readonly Attempt[]): Attempt[] {
  const kept = new Map<string, Attempt>();
  for (const partial of tried.toSorted((a, b) => a.score - b.score)) {
    const columns = partial.moves
      .map(({ column }) => column)
      .sort((a, b) => a - b)
      .join();
    if (!kept.has(columns)) kept.set(columns, partial);
    if (kept.size === beamWidth) break;
  }
  return [...kept.values()];
}

/** The moves of each column that lower the score most. */
function pickUseful(moves: readonly Move[], scores: Float64Array, most: number): Move[] {
  const kept = new Map<number, number>();
  const order = Array.from(moves.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  return order.flatMap((i) => {
    const move = moves[i];
    const count = move === undefined ? most : (kept.get(move.column) ?? 0);
    if (move === undefined || count >= most) return [];
    kept.set(move.column, count + 1);
    return [move];
  });
}

function dropNeedless(below: number, scorer: MoveScorer, found: readonly Move[]): readonly Move[] {
  for (const move of found) {
    const fewer = found.filter((other) => other !== move);
    if (fewer.length > 0 && scorer.scoreOne(fewer) < below) return dropNeedless(below, scorer, fewer);
  }
  return found;
}

/** Each change in turn as near to the row as the others allow. Categories know no nearness and stay. */
function drawBack(
  { row, below }: CounterfactualTask,
  scorer: MoveScorer,
  found: readonly Move[],
  moves: readonly Move[],
): readonly Move[] {
  let changes = found;
  for (const move of found) {
    if (move.wanted === "equals") continue;
    const x = row[move.column] ?? 0;
    const others = changes.filter(({ column }) => column !== move.column);
    const nearer = moves
      .filter((other) => other.column === move.column && Math.abs(other.value - x) < Math.abs(move.value - x))
      .sort((a, b) => Math.abs(a.value - x) - Math.abs(b.value - x));
    const scores = scorer.scoreEach(others, nearer);
    const best = nearer[scores.findIndex((score) => score < below)];
    if (best !== undefined) changes = [...others, best];
  }
  return changes;
}
