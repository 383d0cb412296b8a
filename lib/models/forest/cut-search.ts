import type { NodeSplit } from "../trees/tree-builder.ts";
import type { ClassRows } from "./class-weights.ts";
import type { NodeRows } from "./node-rows.ts";

/** A node whose best cut is looked for. */
export interface CutSearch {
  readonly rows: NodeRows;
  readonly classes: ClassRows;
  /** The node's weights by class. */
  readonly whole: Float64Array;
  /** Rows that each side must have. */
  readonly leafRows: number;
}

export interface FoundCut {
  readonly purity: number;
  readonly split: NodeSplit;
}
