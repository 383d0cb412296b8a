import type { CategoryColumn, Frame } from "../frame.ts";
import type { Encoder, EncoderPart } from "./encoder.ts";
import { fitTargetPart } from "./target-encoding.ts";

export interface EncodingOptions {
  /** Numbers as they are, or their signed logarithm. */
  readonly numbers: "plain" | "logarithm";
  readonly categories: "ordinal" | "one-hot" | "hash" | "target";
  /** Names that fewer rows have are treated as unknown (one-hot and ordinal). */
  readonly leastRows?: number;
  /** Columns for each hashed category. */
  readonly buckets?: number;
  /** 1 = attack, 0 = normal, for each row; what target encoding learns from. */
  readonly labels?: Uint8Array;
}

/**
 * What makes numbers of a table like this one. Names are sorted, so that the order of the rows changes nothing.
 * O(rows x columns). RangeError: target encoding without labels.
 */
export function fitEncoder(frame: Frame, options: EncodingOptions): Encoder {
  return {
    parts: frame.columns.map((column): EncoderPart => {
      if (column.kind === "number") {
        return { kind: "number", name: column.name, logarithm: options.numbers === "logarithm" };
      }
      return fitCategory(column, options);
    }),
  };
}

function fitCategory(column: CategoryColumn, options: EncodingOptions): EncoderPart {
  const { name } = column;
  switch (options.categories) {
    case "hash":
      return { kind: "hash", name, buckets: options.buckets ?? 16 };
    case "target":
      if (options.labels === undefined) throw new RangeError("Target encoding needs labels.");
      return fitTargetPart(column, options.labels);
    case "ordinal":
    case "one-hot":
      return { kind: options.categories, name, categories: frequentNames(column, options.leastRows ?? 1) };
  }
}

function frequentNames(column: CategoryColumn, leastRows: number): string[] {
  const counts = new Uint32Array(column.categories.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return column.categories.filter((_, code) => (counts[code] ?? 0) >= leastRows).sort();
}
