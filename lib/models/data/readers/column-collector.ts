import type { CategoryColumn, FrameColumn, NumberColumn } from "../frame.ts";
import { quoted, TableError } from "../table-error.ts";

export interface ColumnSpec {
  readonly name: string;
  readonly kind: "number" | "category";
}

/** What a cell may say instead of a value. */
const missingCells: ReadonlySet<string> = new Set(["", "?", "NA", "N/A", "NaN", "nan", "null", "NULL"]);

export function isMissing(cell: string): boolean {
  return missingCells.has(cell);
}

/** The number a cell holds; undefined where it holds none. Hexadecimal and the like are no numbers of a table. */
export function numberOf(cell: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell)) return undefined;
  return Number(cell);
}

/** Takes the cells of one column, row by row, and gives the column. */
export interface ColumnCollector {
  add(cell: string, row: number, line: number): void;
  finish(rows: number): FrameColumn;
}

/** A collector with room for `capacity` rows; `column` counts from 1, for messages. */
export function collectorFor(spec: ColumnSpec, column: number, capacity: number): ColumnCollector {
  return spec.kind === "number"
    ? new NumberCollector(spec.name, column, capacity)
    : new CategoryCollector(spec.name, capacity);
}

class NumberCollector implements ColumnCollector {
  readonly #name: string;
  readonly #column: number;
  readonly #values: Float64Array;
  /** Cells repeat (0, 1, 0.00): looking one up is quicker than reading it again. */
  readonly #known = new Map<string, number>();

  constructor(name: string, column: number, capacity: number) {
    this.#name = name;
    this.#column = column;
    this.#values = new Float64Array(capacity);
  }

  add(cell: string, row: number, line: number): void {
    const known = this.#known.get(cell);
    if (known !== undefined) {
      this.#values[row] = known;
      return;
    }
    const trimmed = cell.trim();
    const value = isMissing(trimmed) ? Number.NaN : numberOf(trimmed);
    if (value === undefined) {
      throw new TableError({ line, column: this.#column, name: this.#name }, `${quoted(cell)} is no number.`);
    }
    if (this.#known.size < 1000) this.#known.set(cell, value);
    this.#values[row] = value;
  }

  finish(rows: number): NumberColumn {
    return { kind: "number", name: this.#name, values: this.#values.slice(0, rows) };
  }
}

/** Also used where a reader makes the names itself. */
export class CategoryCollector implements ColumnCollector {
  readonly #name: string;
  readonly #codes: Int32Array;
  readonly #known = new Map<string, number>();

  constructor(name: string, capacity: number) {
    this.#name = name;
    this.#codes = new Int32Array(capacity);
  }

  add(cell: string, row: number): void {
    const name = cell.trim();
    if (isMissing(name)) {
      this.#codes[row] = -1;
      return;
    }
    const code = this.#known.get(name) ?? this.#known.size;
    if (code === this.#known.size) this.#known.set(name, code);
    this.#codes[row] = code;
  }

  finish(rows: number): CategoryColumn {
    return {
      kind: "category",
      name: this.#name,
      codes: this.#codes.slice(0, rows),
      categories: [...this.#known.keys()],
    };
  }
}
