import type { JsonSchema } from "./api-document.ts";

/** One field of a schema as a line of a table. */
export interface SchemaRow {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const schemasOf = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);
const namesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function limitsOf(schema: JsonSchema): string {
  const { format, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const span = (least: unknown, most: unknown, unit: string) => {
    // JSON's own bound of whole numbers says nothing.
    const from = typeof least === "number" && Math.abs(least) < Number.MAX_SAFE_INTEGER ? String(least) : "";
    const to = typeof most === "number" && Math.abs(most) < Number.MAX_SAFE_INTEGER ? String(most) : "";
    if (from === "" && to === "") return [];
    return [to === "" ? `from ${from}${unit}` : from === "" ? `up to ${to}${unit}` : `${from} to ${to}${unit}`];
  };
  const parts = [
    ...(typeof format === "string" ? [format] : []),
    ...span(minLength, maxLength, " characters"),
    ...span(minimum, maximum, ""),
    ...span(minItems, maxItems, " items"),
  ];
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

/** A schema in a few words: `text, email, up to 254 characters`, `list of whole number`, `open | closed`. */
export function typeWords(schema: JsonSchema): string {
  const { type, enum: values, const: only, items } = schema;
  const union = [...schemasOf(schema.anyOf), ...schemasOf(schema.oneOf)];
  if (union.length > 0) return [...new Set(union.map(typeWords))].join(" or ");
  if (values !== undefined) return namesOf(values).map(String).join(" | ");
  if (only !== undefined) return String(only);
  if (type === "array") return `list of ${isSchema(items) ? typeWords(items) : "anything"}${limitsOf(schema)}`;
  if (type === "string") return `text${limitsOf(schema)}`;
  if (type === "integer") return `whole number${limitsOf(schema)}`;
  if (type === "number") return `number${limitsOf(schema)}`;
  if (type === "boolean") return "true | false";
  if (type === "null") return "null";
  if (type === "object" || schema.properties !== undefined) return "object";
  return schemasOf(schema.allOf).length > 0 ? "object" : "anything";
}

/** Deeper than this, a table is read no more; the document itself holds the rest. */
const deepest = 3;

/** The fields of a schema, line by line, fields of objects and of lists of them beneath. */
export function schemaRows(schema: JsonSchema, prefix = "", depth = 0): SchemaRow[] {
  const parts = [...schemasOf(schema.allOf), ...schemasOf(schema.anyOf), ...schemasOf(schema.oneOf)];
  if (parts.length > 0) {
    const rows = parts.flatMap((part) => schemaRows(part, prefix, depth));
    return rows.filter(({ path }, index) => rows.findIndex((row) => row.path === path) === index);
  }
  if (isSchema(schema.items)) return depth > deepest ? [] : schemaRows(schema.items, `${prefix}[]`, depth);
  if (!isSchema(schema.properties)) return [];
  const required = new Set(namesOf(schema.required));
  return Object.entries(schema.properties).flatMap(([name, field]) => {
    if (!isSchema(field)) return [];
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const row = { path, type: typeWords(field), required: required.has(name) };
    return depth >= deepest ? [row] : [row, ...schemaRows(field, path, depth + 1)];
  });
}
