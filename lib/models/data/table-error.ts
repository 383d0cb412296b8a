/** Where in a file something is wrong; both counted from 1. */
export interface TablePlace {
  readonly line: number;
  readonly column?: number;
  readonly name?: string;
}

/** A table that cannot be read as what it is said to be. The message names the place and what was expected there. */
export class TableError extends Error {
  override readonly name = "TableError";
  readonly place: TablePlace;

  constructor(place: TablePlace, what: string) {
    const column = place.column === undefined ? "" : `, column ${place.column}`;
    const named = place.name === undefined ? "" : ` (${place.name})`;
    super(`Line ${place.line}${column}${named}: ${what}`);
    this.place = place;
  }
}

/** What a message quotes of a cell: enough to find it, never a whole file. */
export function quoted(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
}
