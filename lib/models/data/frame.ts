/** A column of numbers; NaN = missing. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array;
}

/** A column of names, held as places in the list of those that occur; -1 = missing. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly name: string;
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}

export type FrameColumn = NumberColumn | CategoryColumn;

/** A table as it was read, before an encoder makes numbers of it. All columns have `rows` entries. */
export interface Frame {
  readonly rows: number;
  readonly columns: readonly FrameColumn[];
}

/** A table whose rows are known to be attacks or not. */
export interface LabelledTable {
  /** The features alone; nothing in it says what the row is. */
  readonly frame: Frame;
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
  /** The kind of attack in a few classes, normal among them. */
  readonly family: CategoryColumn;
  /** The kind of attack as finely as the source names it. */
  readonly type: CategoryColumn;
}

/** The rows with the given indices, in their order; categories keep their codes. O(indices x columns). */
export function takeFrameRows(frame: Frame, indices: Int32Array): Frame {
  return { rows: indices.length, columns: frame.columns.map((column) => takeColumnRows(column, indices)) };
}

function takeColumnRows(column: FrameColumn, indices: Int32Array): FrameColumn {
  if (column.kind === "category") return takeCategoryRows(column, indices);
  const values = new Float64Array(indices.length);
  for (let i = 0; i < indices.length; i += 1) values[i] = column.values[indices[i] ?? 0] ?? Number.NaN;
  return { ...column, values };
}

function takeCategoryRows(column: CategoryColumn, indices: Int32Array): CategoryColumn {
  return { ...column, codes: indices.map((row) => column.codes[row] ?? -1) };
}

/** The rows with the given indices of a labelled table. */
export function takeLabelledRows(table: LabelledTable, indices: Int32Array): LabelledTable {
  return {
    frame: takeFrameRows(table.frame, indices),
    labels: Uint8Array.from(indices, (row) => table.labels[row] ?? 0),
    family: takeCategoryRows(table.family, indices),
    type: takeCategoryRows(table.type, indices),
  };
}
