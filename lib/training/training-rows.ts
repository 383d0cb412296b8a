import { featureCount } from "../features/feature-table.ts";

/**
 * What a champion learns from: one row an event, as scoring saw it. Rows that stand for more events than themselves say
 * so by their weight, so that every figure is one of events.
 */
export interface TrainingRows {
  readonly rows: number;
  /** `featureCount` numbers a row, NaN = missing. */
  readonly vectors: Float32Array;
  /** Margin that the detectors without training give the row. */
  readonly base: Float64Array;
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
  /** Index into `familyNames`; -1 of normal rows, and of attacks of no known family. */
  readonly families: Int32Array;
  readonly familyNames: readonly string[];
  /** Campaign of an attack, origin of a normal event: rows of one group are no independent witnesses. From 0 on. */
  readonly groups: Int32Array;
  /** Effective time, ms. */
  readonly times: Float64Array;
  /** How many events the row stands for. */
  readonly weights: Float64Array;
}

export interface NewRow {
  readonly vectors: Float32Array;
  /** Where the row's vector begins. */
  readonly at: number;
  readonly base: number;
  readonly time: number;
  readonly weight: number;
  readonly group: string;
  /** Null of normal events. */
  readonly family: string | null;
  readonly isAttack: boolean;
}

const firstRoom = 4096;

/** Gathers rows in arrays that double when full: 270 bytes a row. */
export class RowCollector {
  private size = 0;
  private vectors = new Float32Array(firstRoom * featureCount);
  /** base, time, weight of each row. */
  private numbers = new Float64Array(firstRoom * 3);
  /** label, family, group of each row. */
  private codes = new Int32Array(firstRoom * 3);
  private readonly groups = new Map<string, number>();
  private readonly families = new Map<string, number>();

  get rows(): number {
    return this.size;
  }

  add(row: NewRow): void {
    if (3 * this.size === this.codes.length) this.grow();
    const { size } = this;
    this.vectors.set(row.vectors.subarray(row.at, row.at + featureCount), size * featureCount);
    this.numbers.set([row.base, row.time, row.weight], 3 * size);
    const family = row.family === null ? -1 : codeOf(this.families, row.family);
    this.codes.set([row.isAttack ? 1 : 0, family, codeOf(this.groups, row.group)], 3 * size);
    this.size += 1;
  }

  private grow(): void {
    this.vectors = doubled(this.vectors, new Float32Array(2 * this.vectors.length));
    this.numbers = doubled(this.numbers, new Float64Array(2 * this.numbers.length));
    this.codes = doubled(this.codes, new Int32Array(2 * this.codes.length));
  }

  /** The rows so far, copied. */
  build(): TrainingRows {
    const { size, numbers, codes } = this;
    const each = <Column extends Float64Array | Int32Array | Uint8Array>(
      from: Float64Array | Int32Array,
      place: number,
      column: Column,
    ): Column => {
      for (let row = 0; row < size; row += 1) column[row] = from[3 * row + place] ?? 0;
      return column;
    };
    return {
      rows: size,
      vectors: this.vectors.slice(0, size * featureCount),
      base: each(numbers, 0, new Float64Array(size)),
      times: each(numbers, 1, new Float64Array(size)),
      weights: each(numbers, 2, new Float64Array(size)),
      labels: each(codes, 0, new Uint8Array(size)),
      families: each(codes, 1, new Int32Array(size)),
      groups: each(codes, 2, new Int32Array(size)),
      familyNames: [...this.families.keys()],
    };
  }
}

function codeOf(codes: Map<string, number>, name: string): number {
  const known = codes.get(name) ?? codes.size;
  if (known === codes.size) codes.set(name, known);
  return known;
}

function doubled<Numbers extends Float32Array | Float64Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** The rows at the given places, in their order; names stay as they are. */
export function pickRows(rows: TrainingRows, places: Int32Array): TrainingRows {
  const vectors = new Float32Array(places.length * featureCount);
  for (const [i, place] of places.entries()) {
    vectors.set(rows.vectors.subarray(place * featureCount, (place + 1) * featureCount), i * featureCount);
  }
  const numbers = (values: Float64Array) => Float64Array.from(places, (place) => values[place] ?? Number.NaN);
  return {
    rows: places.length,
    vectors,
    base: numbers(rows.base),
    times: numbers(rows.times),
    weights: numbers(rows.weights),
    labels: Uint8Array.from(places, (place) => rows.labels[place] ?? 0),
    families: Int32Array.from(places, (place) => rows.families[place] ?? -1),
    groups: Int32Array.from(places, (place) => rows.groups[place] ?? 0),
    familyNames: rows.familyNames,
  };
}
