import type { Frame } from "../frame.ts";
import { TableError } from "../table-error.ts";
import { type ColumnSpec, isMissing, numberOf } from "./column-collector.ts";
import { delimitedRecords } from "./delimited-records.ts";
import { readColumns } from "./read-columns.ts";

export interface ReadCsvOptions {
  readonly separator?: string;
  /** What columns are, by name; others are numbers where every cell that is not missing is one. */
  readonly kinds?: Readonly<Record<string, ColumnSpec["kind"]>>;
}

/**
 * A table with a header line. Read twice: once for what its columns are, once for their values. TableError, with line
 * and column: see `readColumns`; also a name that is empty or comes twice, or a kind given for a column that is not there.
 */
export function readCsv(text: string, options: ReadCsvOptions = {}): Frame {
  const separator = options.separator ?? ",";
  return readColumns(text, inferColumns(text, separator, options.kinds ?? {}), { separator, header: true });
}

function inferColumns(text: string, separator: string, kinds: Readonly<Record<string, ColumnSpec["kind"]>>) {
  let names: string[] | undefined;
  let numeric: boolean[] = [];
  delimitedRecords(text, separator, (cells, line) => {
    if (names === undefined) {
      names = checkNames(cells, line, kinds);
      numeric = names.map(() => true);
      return;
    }
    for (let i = 0; i < numeric.length; i += 1) {
      if (!numeric[i]) continue;
      const cell = (cells[i] ?? "").trim();
      if (numberOf(cell) === undefined && !isMissing(cell)) numeric[i] = false;
    }
  });
  if (names === undefined) throw new TableError({ line: 1 }, "the table has no header.");
  return names.map((name, i): ColumnSpec => ({ name, kind: kinds[name] ?? (numeric[i] ? "number" : "category") }));
}

function checkNames(cells: readonly string[], line: number, kinds: Readonly<Record<string, unknown>>): string[] {
  const names = cells.map((cell) => cell.trim());
  for (const [i, name] of names.entries()) {
    if (name === "") throw new TableError({ line, column: i + 1 }, "the column has no name.");
    if (names.indexOf(name) < i) throw new TableError({ line, column: i + 1 }, `the name "${name}" comes twice.`);
  }
  const absent = Object.keys(kinds).find((name) => !names.includes(name));
  if (absent !== undefined) throw new TableError({ line }, `there is no column "${absent}".`);
  return names;
}
