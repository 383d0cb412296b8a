import type { ModelCard } from "../contracts/model-card.ts";
import type { Champion } from "../models/champion/champion.ts";
import { likeliestKinds } from "./fit-kinds.ts";
import type { TrainingRows } from "./training-rows.ts";

const normal = "normal";
const other = "other attacks";

/**
 * Events by what they were (rows) and what the model took them for (columns): normal below the threshold, else the kind
 * that they resemble most. Without kinds there are two labels.
 */
export function confusionOf(
  { kinds }: Champion,
  test: TrainingRows,
  isFlagged: (row: number) => boolean,
): ModelCard["confusion"] {
  if (kinds === null)
    return count(
      test,
      [normal, "attack"],
      () => "attack",
      (row) => (isFlagged(row) ? "attack" : normal),
    );
  const everyRow = Int32Array.from({ length: test.rows }, (_, row) => row);
  const likeliest = likeliestKinds(kinds, test, everyRow);
  const known = new Set(kinds.names);
  const truth = (row: number) => {
    const name = test.familyNames[test.families[row] ?? -1] ?? "";
    return known.has(name) ? name : other;
  };
  const taken = (row: number) => (isFlagged(row) ? (kinds.names[likeliest[row] ?? 0] ?? other) : normal);
  return count(test, [normal, ...kinds.names, other], truth, taken);
}

function count(
  { rows, labels: isAttack, weights }: TrainingRows,
  labels: readonly string[],
  truth: (row: number) => string,
  taken: (row: number) => string,
): ModelCard["confusion"] {
  const sums = labels.map(() => labels.map(() => 0));
  for (let row = 0; row < rows; row += 1) {
    const line = sums[labels.indexOf(isAttack[row] === 1 ? truth(row) : normal)];
    const column = labels.indexOf(taken(row));
    if (line !== undefined) line[column] = (line[column] ?? 0) + (weights[row] ?? 0);
  }
  const isUsed = labels.map(
    (_, i) => i === 0 || sums.some((line, j) => (line[i] ?? 0) > 0 || (j === i && sumOf(line) > 0)),
  );
  const keep = <Item>(items: readonly Item[]) => items.filter((_, i) => isUsed[i] === true);
  return { labels: keep(labels), counts: keep(sums).map((line) => keep(line).map(Math.round)) };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
