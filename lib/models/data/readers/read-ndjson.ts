import { z } from "zod";
import type { Frame } from "../frame.ts";
import { quoted, TableError } from "../table-error.ts";
import { type ColumnSpec, collectorFor } from "./column-collector.ts";
import { jsonBreak } from "./json-break.ts";

const record = z.record(z.string(), z.unknown());

/**
 * One JSON object a line. Nested objects become columns with dotted names, false and true 0 and 1, arrays their JSON
 * text; a field that a line does not have is missing. A column is numbers where every value that is there is one, else
 * names. O(characters). TableError with line and column: text that is no JSON object, no line at all.
 */
export function readNdjson(text: string): Frame {
  const lines: { cells: ReadonlyMap<string, string>; line: number }[] = [];
  const isNumber = new Map<string, boolean>();
  for (const [i, source] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (source.trim() === "") continue;
    const cells = new Map<string, string>();
    for (const [name, value] of flatten(parseLine(source, i + 1), "")) {
      if (value === null || value === undefined) continue;
      const counts = typeof value === "number" || typeof value === "boolean";
      isNumber.set(name, (isNumber.get(name) ?? true) && counts);
      cells.set(name, cellOf(value));
    }
    lines.push({ cells, line: i + 1 });
  }
  if (lines.length === 0) throw new TableError({ line: 1 }, "the table has no rows.");
  return { rows: lines.length, columns: [...isNumber].map(([name, number], i) => column(name, number, i)) };

  function column(name: string, number: boolean, i: number) {
    const spec: ColumnSpec = { name, kind: number ? "number" : "category" };
    const collector = collectorFor(spec, i + 1, lines.length);
    for (const [row, { cells, line }] of lines.entries()) collector.add(cells.get(name) ?? "", row, line);
    return collector.finish(lines.length);
  }
}

function parseLine(source: string, line: number): Record<string, unknown> {
  const broken = jsonBreak(source);
  if (broken >= 0) throw new TableError({ line, column: broken + 1 }, brokenText(source, broken));
  const value: unknown = JSON.parse(source);
  const parsed = record.safeParse(value);
  if (!parsed.success || Array.isArray(value)) throw new TableError({ line }, `${quoted(source)} is no JSON object.`);
  return parsed.data;
}

function brokenText(source: string, at: number): string {
  return at >= source.trimEnd().length ? "the JSON ends too early." : `${quoted(source.slice(at))} is no JSON there.`;
}

function* flatten(value: Record<string, unknown>, prefix: string): Generator<[string, unknown]> {
  for (const [key, inner] of Object.entries(value)) {
    const nested = record.safeParse(inner);
    if (nested.success && !Array.isArray(inner)) yield* flatten(nested.data, `${prefix}${key}.`);
    else yield [`${prefix}${key}`, inner];
  }
}

function cellOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "string" ? value : JSON.stringify(value);
}
