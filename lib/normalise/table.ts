import { decodeText } from "./decode-text.ts";
import { csvCells, csvColumns } from "./header-lines.ts";
import type { JsonRecord } from "./json-record.ts";

/** The table that the lines at hand belong to, if a head line opened one. */
export interface Table {
  isOpen(): boolean;
  /** Reads head lines between the record before and this one. */
  readHeads(bytes: Uint8Array, offset: number, length: number): void;
  /** The line as a record by column names, or why it does not fit the table. */
  row(line: string): JsonRecord | string;
}

interface Columns {
  readonly names: readonly string[];
  readonly separator: string;
  /** Zeek's stream (`conn`), null for comma-separated values. */
  readonly stream: string | null;
  readonly unset: string;
}

const noColumns: Columns = { names: [], separator: "\t", stream: null, unset: "-" };

/** `\x09` as Zeek writes its separator. */
function unescapeSeparator(text: string): string {
  const hex = /^\\x([0-9a-fA-F]{2})$/.exec(text)?.[1];
  return hex === undefined ? text : String.fromCharCode(Number.parseInt(hex, 16));
}

function readHead(line: string, columns: Columns): Columns {
  if (line.startsWith("#separator ")) return { ...noColumns, separator: unescapeSeparator(line.slice(11).trim()) };
  const [head = "", ...cells] = line.split(columns.separator);
  if (head === "#path") return { ...columns, stream: cells[0] ?? null };
  if (head === "#unset_field") return { ...columns, unset: cells[0] ?? "-" };
  if (head === "#fields") return { ...columns, names: cells, stream: columns.stream ?? "unknown" };
  return head === "#close" ? noColumns : columns;
}

export function createTable(): Table {
  let columns = noColumns;
  let end = 0;

  function readGap(bytes: Uint8Array, from: number, to: number): void {
    const gap = bytes.subarray(from, to);
    if (from > 0 && !gap.includes(35)) return;
    for (const raw of decodeText(gap).split("\n")) {
      const line = raw.trim();
      if (line.startsWith("#")) columns = readHead(line, columns);
      else if (from === 0 && columns.names.length === 0) {
        const names = csvColumns(line);
        if (names !== null) columns = { ...noColumns, names, separator: "," };
      }
    }
  }

  return {
    isOpen: () => columns.names.length > 0,
    readHeads(bytes, offset, length) {
      const from = offset < end ? 0 : end; // an earlier offset means another body
      if (offset < end) columns = noColumns;
      if (offset - from > 3) readGap(bytes, from, offset);
      end = offset + length;
    },
    row(line) {
      const { names, separator, stream, unset } = columns;
      const cells = stream === null ? csvCells(line) : line.split(separator);
      if (cells === null) return "The row of the table has a quoted cell that does not end on its line.";
      if (cells.length !== names.length) {
        return `The row has ${cells.length} cells, but the table's head names ${names.length} columns.`;
      }
      const entries = names.map((name, i): [string, string] => [name, cells[i] ?? ""]);
      const present = entries.filter(([, cell]) => cell !== "" && (stream === null || cell !== unset));
      // fromEntries defines own properties, so that a column called __proto__ stays a column.
      return Object.fromEntries(stream === null ? present : [...present, ["_path", stream]]);
    },
  };
}
