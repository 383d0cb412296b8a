import type { CategoryColumn, Frame } from "../frame.ts";
import type { FeatureMatrix } from "../matrix.ts";
import { type Encoder, type EncoderPart, encode } from "./encoder.ts";

/** As many rows of the overall share are mixed into each name's (Micci-Barreca 2001). */
const priorRows = 20;

type TargetPart = EncoderPart & { kind: "target" };

/** The smoothed share of attacks under each name. For rows that were not in the count; see `encodeOutOfFold`. */
export function fitTargetPart(column: CategoryColumn, labels: Uint8Array): TargetPart {
  const counted = countLabels(column, labels, () => true);
  const order = column.categories.map((name, code) => ({ name, code })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    kind: "target",
    name: column.name,
    categories: order.map((each) => each.name),
    values: order.map((each) => smoothed(counted, each.code)),
    otherwise: counted.share,
  };
}

/**
 * Training rows as an encoder sees them, but with target columns counted on the other folds alone: a share in which
 * the row's own label was counted tells the learner the answer, and it would trust the column far too much.
 * `foldOfRow` holds the fold of each row. O(rows x columns).
 */
export function encodeOutOfFold(
  encoder: Encoder,
  frame: Frame,
  { labels, foldOfRow }: { labels: Uint8Array; foldOfRow: Int32Array },
): FeatureMatrix {
  const plain = encode(encoder, frame);
  const columns = plain.columns.slice();
  for (const part of encoder.parts) {
    if (part.kind !== "target") continue;
    const column = frame.columns.find((each) => each.name === part.name);
    const place = plain.names.indexOf(`${part.name}~attacks`);
    if (column?.kind === "category") columns[place] = outOfFoldShares(column, labels, foldOfRow);
  }
  return { ...plain, columns };
}

function outOfFoldShares(column: CategoryColumn, labels: Uint8Array, foldOfRow: Int32Array): Float64Array {
  const byFold = new Map<number, LabelCounts>();
  for (const fold of new Set(foldOfRow)) {
    byFold.set(
      fold,
      countLabels(column, labels, (row) => foldOfRow[row] !== fold),
    );
  }
  return Float64Array.from(column.codes, (code, row) => {
    const counted = byFold.get(foldOfRow[row] ?? -1);
    return counted === undefined ? Number.NaN : smoothed(counted, code);
  });
}

interface LabelCounts {
  readonly attacks: Float64Array;
  readonly rows: Float64Array;
  /** Attacks among all rows that were counted. */
  readonly share: number;
}

function countLabels(column: CategoryColumn, labels: Uint8Array, counts: (row: number) => boolean): LabelCounts {
  const attacks = new Float64Array(column.categories.length);
  const rows = new Float64Array(column.categories.length);
  let allAttacks = 0;
  let allRows = 0;
  for (let row = 0; row < column.codes.length; row += 1) {
    if (!counts(row)) continue;
    const label = labels[row] ?? 0;
    allAttacks += label;
    allRows += 1;
    const code = column.codes[row] ?? -1;
    if (code < 0) continue;
    attacks[code] = (attacks[code] ?? 0) + label;
    rows[code] = (rows[code] ?? 0) + 1;
  }
  return { attacks, rows, share: allRows === 0 ? 0 : allAttacks / allRows };
}

function smoothed(counted: LabelCounts, code: number): number {
  const rows = counted.rows[code] ?? 0;
  return ((counted.attacks[code] ?? 0) + priorRows * counted.share) / (rows + priorRows);
}
