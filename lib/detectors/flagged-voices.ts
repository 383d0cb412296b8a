import { IdTable } from "../features/id-table.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { rowPlaces } from "./reference-sample.ts";

const { width } = rowPlaces;
const maxOrigins = 4096;

/**
 * The mildest flagged row of each origin: one voice an origin, however much of it was flagged. One attacker is then one
 * row among thousands, while a reference that calls half of the network unusual is heard from half of the network.
 */
export class FlaggedVoices {
  private table = new IdTable(maxOrigins);
  private rows = new Float32Array(0);

  get size(): number {
    return this.table.size;
  }

  row(i: number): Float32Array {
    return this.rows.subarray(i * width, (i + 1) * width);
  }

  add(row: Float32Array, originHigh: number, originLow: number): void {
    const slot = this.table.touch(originHigh, originLow);
    if (this.rows.length < this.table.room * width) this.grow();
    const known = this.row(slot);
    if (this.table.isNew || (row[rowPlaces.blend] ?? 0) < (known[rowPlaces.blend] ?? 0)) known.set(row);
  }

  clear(): void {
    this.table = new IdTable(maxOrigins);
    this.rows = new Float32Array(0);
  }

  private grow(): void {
    const rows = new Float32Array(this.table.room * width);
    rows.set(this.rows);
    this.rows = rows;
  }

  save(writer: StateWriter): void {
    this.table.save(writer);
    writer.put(this.rows.subarray(0, this.size * width));
  }

  restore(reader: StateReader): void {
    this.table.restore(reader);
    this.grow();
    this.rows.set(reader.sized(reader.floats(), this.size * width));
  }
}
