import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { fractionAt } from "../stats/hash.ts";
import { learntCount } from "./detector-table.ts";

/** A row: outputs of the learnt detectors, what stated priors gave to the blend, the family, and the blend then. */
const width = learntCount + 3;
export const rowPlaces = { stated: learntCount, family: learntCount + 1, blend: learntCount + 2, width } as const;

const capacity = 4096;

/**
 * Up to 4,096 rows out of a stream, each row of the stream as likely to be among them (Algorithm R, Vitter 1985). The
 * draw depends on the offset alone.
 */
export class Stratum {
  seen = 0;
  private rows = new Float32Array(0);
  private readonly salt: number;

  constructor(salt: number) {
    this.salt = salt;
  }

  get size(): number {
    return Math.min(this.seen, capacity);
  }

  /** Rows of the stream that each kept row stands for. */
  get weight(): number {
    return this.size === 0 ? 0 : this.seen / this.size;
  }

  row(i: number): Float32Array {
    return this.rows.subarray(i * width, (i + 1) * width);
  }

  add(row: Float32Array, offset: number): void {
    this.seen += 1;
    let place = this.seen - 1;
    if (place >= capacity) {
      place = Math.floor(fractionAt(this.salt, offset) * this.seen);
      if (place >= capacity) return;
    }
    if ((place + 1) * width > this.rows.length) this.grow();
    this.rows.set(row, place * width);
  }

  clear(): void {
    this.seen = 0;
  }

  private grow(): void {
    const rows = new Float32Array(Math.min(capacity, Math.max(256, (this.rows.length / width) * 2)) * width);
    rows.set(this.rows);
    this.rows = rows;
  }

  save(writer: StateWriter): void {
    writer.numbers(this.seen);
    writer.put(this.rows.subarray(0, this.size * width));
  }

  restore(reader: StateReader): void {
    const [seen = 0] = reader.numbers(1);
    this.seen = seen;
    const rows = reader.sized(reader.floats(), this.size * width);
    while (this.rows.length < rows.length) this.grow();
    this.rows.set(rows);
  }
}
