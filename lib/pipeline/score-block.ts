import type { StateReader, StateWriter } from "../features/state-bytes.ts";

/** Offsets per block: what online detectors learn by, and what a score block holds. */
export const blockLength = 4096;
const bytesPerRow = 8 + 4 + 4 + 4 + 1;

/** Columns of a score block as written by `ScoreBlockBuilder`: views into its bytes where they are aligned. */
export interface ScoreBlockColumns {
  /** NaN for a dead letter. */
  readonly margin: Float64Array;
  readonly originHigh: Uint32Array;
  readonly originLow: Uint32Array;
  readonly source: Int32Array;
  readonly band: Uint8Array;
}

/** Gathers margin, origin, source and band of 4,096 offsets; little-endian columns one after another. */
export class ScoreBlockBuilder {
  private body = new ArrayBuffer(blockLength * bytesPerRow);
  private columns = columnsOfBlock(this.body);

  set(row: number, margin: number, high: number, low: number, source: number, band: number): void {
    const { columns } = this;
    columns.margin[row] = margin;
    columns.originHigh[row] = high;
    columns.originLow[row] = low;
    columns.source[row] = source;
    columns.band[row] = band;
  }

  /** The block's bytes; the next block starts empty. */
  take(): Uint8Array {
    const bytes = new Uint8Array(this.body);
    this.body = new ArrayBuffer(blockLength * bytesPerRow);
    this.columns = columnsOfBlock(this.body);
    return bytes;
  }

  save(writer: StateWriter): void {
    writer.put(new Uint8Array(this.body));
  }

  restore(reader: StateReader): void {
    new Uint8Array(this.body).set(reader.sized(reader.octets(), blockLength * bytesPerRow));
  }
}

function columnsOfBlock(body: ArrayBuffer): ScoreBlockColumns {
  const n = blockLength;
  return {
    margin: new Float64Array(body, 0, n),
    originHigh: new Uint32Array(body, n * 8, n),
    originLow: new Uint32Array(body, n * 12, n),
    source: new Int32Array(body, n * 16, n),
    band: new Uint8Array(body, n * 20, n),
  };
}

/** The columns of a stored score block; refuses bytes of another length. */
export function decodeScoreBlock(body: Uint8Array): ScoreBlockColumns {
  if (body.length !== blockLength * bytesPerRow) throw new RangeError("A score block has 4,096 rows of 21 bytes.");
  const copy = new ArrayBuffer(body.length);
  new Uint8Array(copy).set(body);
  return columnsOfBlock(copy);
}
