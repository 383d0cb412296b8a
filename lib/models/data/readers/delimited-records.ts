import { TableError } from "../table-error.ts";

/** The cells of one record and the line on which it begins, counted from 1. */
export type OnRecord = (cells: readonly string[], line: number) => void;

/**
 * Calls back with each record of delimited text (RFC 4180: quoted cells may hold separators, doubled quotes and line
 * ends; LF or CRLF). A byte order mark and empty lines are passed over. O(characters). TableError: a quote that is
 * never closed, or text after a closing quote.
 */
export function delimitedRecords(text: string, separator: string, onRecord: OnRecord): void {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const found = text.indexOf("\n", at);
    const end = found === -1 ? text.length : found;
    const record = text.slice(at, text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end);
    if (record.includes('"')) {
      const quotedRecord = readQuoted(text, { at, line, separator });
      onRecord(quotedRecord.cells, line);
      at = quotedRecord.next;
      line = quotedRecord.line;
      continue;
    }
    if (record !== "") onRecord(record.split(separator), line);
    at = end + 1;
    line += 1;
  }
}

interface QuotedRecord {
  readonly cells: readonly string[];
  readonly next: number;
  readonly line: number;
}

/** A record with quotes, character by character. */
function readQuoted(text: string, from: { at: number; line: number; separator: string }): QuotedRecord {
  const cells: string[] = [];
  let { at, line } = from;
  for (;;) {
    const cell =
      text[at] === '"' ? quotedCell(text, at, { line, column: cells.length + 1 }) : plainCell(text, at, from);
    cells.push(cell.text);
    line += cell.lines;
    at = cell.next;
    if (text[at] === from.separator) {
      at += 1;
      continue;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    if (at >= text.length || text[at] === "\n") return { cells, next: at + 1, line: line + 1 };
    throw new TableError({ line, column: cells.length }, "text follows the closing quote of a cell.");
  }
}

interface Cell {
  readonly text: string;
  readonly next: number;
  readonly lines: number;
}

function quotedCell(text: string, open: number, place: { line: number; column: number }): Cell {
  let cell = "";
  let at = open + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) throw new TableError(place, "a quoted cell is never closed.");
    cell += text.slice(at, close);
    if (text[close + 1] !== '"') return { text: cell, next: close + 1, lines: cell.split("\n").length - 1 };
    cell += '"';
    at = close + 2;
  }
}

function plainCell(text: string, start: number, from: { separator: string }): Cell {
  let at = start;
  while (at < text.length && text[at] !== from.separator && text[at] !== "\n") at += 1;
  const end = text[at - 1] === "\r" && text[at] === "\n" && at > start ? at - 1 : at;
  return { text: text.slice(start, end), next: end, lines: 0 };
}
