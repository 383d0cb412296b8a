import { hashText } from "../../../stats/hash.ts";
import type { CategoryColumn, Frame, FrameColumn } from "../frame.ts";
import type { FeatureMatrix } from "../matrix.ts";

/** How one column of a table becomes one or more columns of numbers. Plain data: it is stored with the model. */
export type EncoderPart =
  /** As it is, or sign(x) ln(1 + |x|), which brings bytes and counts to a size that linear models can use. */
  | { readonly kind: "number"; readonly name: string; readonly logarithm: boolean }
  /** The place in the list; a name that is not in it is missing. For learners that split categories. */
  | { readonly kind: "ordinal"; readonly name: string; readonly categories: readonly string[] }
  /** A column of 0 and 1 for each name; one that is not in the list is 0 in all. */
  | { readonly kind: "one-hot"; readonly name: string; readonly categories: readonly string[] }
  /** As many columns as buckets whatever names come; different names may share one. */
  | { readonly kind: "hash"; readonly name: string; readonly buckets: number }
  /** The share of attacks under the name, drawn to the overall share where few rows have it. */
  | {
      readonly kind: "target";
      readonly name: string;
      readonly categories: readonly string[];
      readonly values: readonly number[];
      readonly otherwise: number;
    };

export interface Encoder {
  readonly parts: readonly EncoderPart[];
}

/**
 * Numbers from a table, by names: categories are matched by what they are called, so that a table with other codes or
 * unknown names gives what training meant. O(rows x columns). RangeError: a column that is not there, or is of another
 * kind.
 */
export function encode(encoder: Encoder, frame: Frame): FeatureMatrix {
  const byName = new Map(frame.columns.map((column) => [column.name, column]));
  const encoded = encoder.parts.flatMap((part) => encodePart(part, byName.get(part.name)));
  return {
    rows: frame.rows,
    names: encoded.map((column) => column.name),
    columns: encoded.map((column) => column.values),
    categories: encoded.map((column) => column.categories),
  };
}

/** How many columns `encode` makes. */
export function encodedWidth({ parts }: Encoder): number {
  return parts.reduce(
    (sum, part) => sum + (part.kind === "one-hot" ? part.categories.length : part.kind === "hash" ? part.buckets : 1),
    0,
  );
}

export interface EncodedColumn {
  readonly name: string;
  readonly values: Float64Array;
  readonly categories: number;
}

function encodePart(part: EncoderPart, column: FrameColumn | undefined): EncodedColumn[] {
  if (column === undefined) throw new RangeError(`The table has no column "${part.name}".`);
  if ((part.kind === "number") !== (column.kind === "number")) {
    throw new RangeError(`Column "${part.name}" is of another kind than in training (${column.kind}).`);
  }
  if (column.kind === "number") {
    const values = part.kind === "number" && part.logarithm ? column.values.map(signedLogarithm) : column.values;
    return [{ name: part.name, values, categories: 0 }];
  }
  return encodeCategories(part, column);
}

function encodeCategories(part: EncoderPart, column: CategoryColumn): EncodedColumn[] {
  switch (part.kind) {
    case "number":
      return [];
    case "ordinal": {
      const codes = placesIn(part.categories, column, Number.NaN);
      return [{ name: part.name, values: lookUp(column, codes, Number.NaN), categories: part.categories.length }];
    }
    case "one-hot":
      return indicators(column, placesIn(part.categories, column, -1), {
        names: part.categories.map((category) => `${part.name}=${category}`),
      });
    case "hash":
      return indicators(
        column,
        column.categories.map((category) => bucketOf(category, part.buckets)),
        { names: Array.from({ length: part.buckets }, (_, bucket) => `${part.name}#${bucket}`) },
      );
    case "target": {
      const places = placesIn(part.categories, column, -1);
      const values = places.map((place) => part.values[place] ?? part.otherwise);
      return [{ name: `${part.name}~attacks`, values: lookUp(column, values, part.otherwise), categories: 0 }];
    }
  }
}

function signedLogarithm(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}

/** For each category of the column its place in the encoder's list. */
function placesIn(categories: readonly string[], column: CategoryColumn, absent: number): number[] {
  const places = new Map(categories.map((category, place) => [category, place]));
  return column.categories.map((category) => places.get(category) ?? absent);
}

function lookUp(column: CategoryColumn, byCode: readonly number[], missing: number): Float64Array {
  return Float64Array.from(column.codes, (code) => byCode[code] ?? missing);
}

function indicators(
  column: CategoryColumn,
  byCode: readonly number[],
  { names }: { names: readonly string[] },
): EncodedColumn[] {
  const encoded = names.map((name) => ({ name, values: new Float64Array(column.codes.length), categories: 0 }));
  for (let row = 0; row < column.codes.length; row += 1) {
    const values = encoded[byCode[column.codes[row] ?? -1] ?? -1]?.values;
    if (values !== undefined) values[row] = 1;
  }
  return encoded;
}

/** Any number of our own, so that buckets differ from other uses of the hash. */
const bucketSeed = 17;

function bucketOf(category: string, buckets: number): number {
  const hash = new Uint32Array(2);
  hashText(bucketSeed, category, hash, 0);
  return (hash[0] ?? 0) % buckets;
}
