import { createRandom, type Random } from "../../stats/random.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { type BinnedColumn, binColumns } from "../trees/binned-columns.ts";
import { joinTrees } from "../trees/join-trees.ts";
import { checkLabelledRows, type LabelledRows, weighRows } from "../trees/labelled-rows.ts";
import { type GrownTree, mostCategories } from "../trees/tree-ensemble.ts";
import { createBinCounts } from "./bin-counts.ts";
import type { ClassRows } from "./class-weights.ts";
import { createSortSpace, type RankedColumn, rankColumn } from "./exact-cut.ts";
import type { ForestModel } from "./forest-model.ts";
import { completeForestOptions, type ForestOptions } from "./forest-options.ts";
import { createColumnSearch, growClassTree } from "./grow-class-tree.ts";
import { findLevels, type LevelColumn } from "./level-columns.ts";
import { answerOutOfBag, drawnRows } from "./out-of-bag.ts";

export interface ForestTask extends LabelledRows {
  readonly options?: Partial<ForestOptions>;
  /** Whether to answer each row by the trees that did not learn from it; costs a walk a row and tree. */
  readonly outOfBag?: boolean;
  /** Called after each tree; "stop" ends the fit with the trees so far. */
  readonly onTree?: (trees: number) => "continue" | "stop";
}

export interface FittedForest {
  readonly model: ForestModel;
  /** Probabilities by row as `ForestModel` gives them, NaN of rows that every tree learnt from; null unless asked for. */
  readonly outOfBag: Float64Array | null;
}

/**
 * Grows a random forest or extra trees. A split by categories is a set of its own in every node, and thousands of them are
 * slow to score: one-hot columns are the better choice where that matters. The same task gives the same forest, bit for bit. O(trees x rows x tried columns x
 * depth). RangeError: labels that are no classes, options that make no sense, an out-of-bag answer without bootstrap.
 */
export function fitForest(task: ForestTask): FittedForest {
  const options = completeForestOptions(task.options ?? {});
  const { matrix, classes } = task;
  const bootstrap = options.bootstrap ?? options.kind === "random";
  checkTask(task, bootstrap);
  const labels = Uint8Array.from(task.labels);
  const given = weighRows(task);
  const even = !bootstrap && given.every((weight) => weight === 1);
  const columns = matrix.columns.map((values, feature) => ({
    feature,
    values,
    categories: matrix.categories[feature] ?? 0,
  }));
  const binned = binColumns(matrix, matrix.rows, 255).columns;
  const levels = listLevels(binned, matrix);
  const isRandom = options.kind === "random";
  const shared = {
    columns,
    binned: new Map<number, BinnedColumn>(binned.map((column) => [column.feature, column])),
    levels,
    ranked: isRandom ? rankOthers(binned, levels, matrix) : new Map<number, RankedColumn>(),
    counts: createBinCounts(classes),
    space: createSortSpace(isRandom ? matrix.rows : 0, classes),
    spare: new Int32Array(matrix.rows),
    options,
    trees: options.trees,
  };
  const bag: Uint32Array[] | null = task.outOfBag === true ? [] : null;
  const trees: GrownTree[] = [];
  while (trees.length < options.trees) {
    const random = createRandom(`${options.seed}/forest/${trees.length}`);
    const draws = bootstrap ? drawSample(random.fork("sample"), matrix.rows) : null;
    const rows: ClassRows = {
      labels,
      classes,
      even,
      weights: draws === null ? given : given.map((w, row) => w * (draws[row] ?? 0)),
    };
    const order = Int32Array.from({ length: matrix.rows }, (_, row) => row).filter((row) => (draws?.[row] ?? 1) > 0);
    const search = createColumnSearch(columns.length);
    const tree = growClassTree({ ...shared, rows, order, search, random: random.fork("splits") }, order.length);
    trees.push(tree);
    if (draws !== null) bag?.push(drawnRows(draws));
    if (task.onTree?.(trees.length) === "stop") break;
  }
  const leafWidth = classes > 2 ? classes : 1;
  const joined = joinTrees(trees, { features: matrix.columns.length, outputs: leafWidth, leafWidth });
  const ensemble = { ...joined, value: joined.value.map((share) => (share * options.trees) / trees.length) };
  return {
    model: { kind: "forest", classes, ensemble },
    outOfBag: bag === null ? null : answerOutOfBag(ensemble, matrix, bag),
  };
}

function listLevels(binned: readonly BinnedColumn[], { columns }: FeatureMatrix): Map<number, LevelColumn> {
  const levels = binned.map((column) => findLevels(column, columns[column.feature] ?? new Float64Array(0)));
  return new Map(levels.filter((found) => found !== null).map((found) => [found.column.feature, found]));
}

/** Numbers of which a bin would hold several. */
function rankOthers(
  binned: readonly BinnedColumn[],
  levels: ReadonlyMap<number, LevelColumn>,
  { columns }: FeatureMatrix,
): Map<number, RankedColumn> {
  const others = binned.filter(({ categorical, feature }) => !categorical && !levels.has(feature));
  return new Map(others.map(({ feature }) => [feature, rankColumn(feature, columns[feature] ?? new Float64Array(0))]));
}

/** How often each row was drawn, in as many draws with replacement as there are rows. */
function drawSample(random: Random, rows: number): Int32Array {
  const draws = new Int32Array(rows);
  for (let i = 0; i < rows; i += 1) {
    const row = Math.floor(random.fraction() * rows);
    draws[row] = (draws[row] ?? 0) + 1;
  }
  return draws;
}

function checkTask(task: ForestTask, bootstrap: boolean): void {
  checkLabelledRows(task);
  const { matrix, outOfBag } = task;
  const crowded = matrix.categories.findIndex((count) => count > mostCategories);
  if (crowded >= 0) throw new RangeError(`Column ${matrix.names[crowded]} has more than ${mostCategories} categories.`);
  if (outOfBag === true && !bootstrap) throw new RangeError("Without bootstrap no row is out of bag.");
}
