/**
 * Contributions and feature vectors of one scoring transaction as bytes. Layout, little endian: five 32-bit words
 * (magic "TLS1", rows, columns that are contributions, all columns, bytes of names), the column names as JSON, padding
 * to 4 bytes, then each column's float32 values one after the other, contributions first. The names travel with the
 * values, so that a batch stays readable when detectors and features have changed. No compression: the server does that.
 */
const magic = 0x31534c54;
const headerWords = 5;

/** The part of a scored batch that is packed; both arrays are row after row. */
export interface ScoredVectors {
  readonly length: number;
  readonly contributions: Float32Array;
  readonly vector: Float32Array;
}

export interface VectorNames {
  readonly detectorNames: readonly string[];
  readonly featureNames: readonly string[];
}

/** Turns `rows` x `width` values that lie row after row into columns. */
function transpose(values: Float32Array, width: number, out: Float32Array, at: number, stride: number): void {
  const rows = values.length / width;
  for (let column = 0; column < width; column += 1) {
    let target = at + column * stride;
    for (let from = column; from < rows * width; from += width) {
      out[target] = values[from] ?? 0;
      target += 1;
    }
  }
}

/** Packs the parts of one transaction, in their order. */
export function encodeScoreBatch(names: VectorNames, parts: readonly ScoredVectors[]): Uint8Array {
  const detectors = names.detectorNames.length;
  const columns = detectors + names.featureNames.length;
  const rows = parts.reduce((sum, part) => sum + part.length, 0);
  const nameBytes = new TextEncoder().encode(JSON.stringify([...names.detectorNames, ...names.featureNames]));
  const valuesAt = headerWords * 4 + Math.ceil(nameBytes.length / 4) * 4;
  const out = new Uint8Array(valuesAt + rows * columns * 4);
  new Uint32Array(out.buffer, 0, headerWords).set([magic, rows, detectors, columns, nameBytes.length]);
  out.set(nameBytes, headerWords * 4);
  const values = new Float32Array(out.buffer, valuesAt);
  let row = 0;
  for (const part of parts) {
    transpose(part.contributions, detectors, values, row, rows);
    transpose(part.vector, names.featureNames.length, values, detectors * rows + row, rows);
    row += part.length;
  }
  return out;
}

/** One event's share of a batch, in the order of its names. */
export interface ScoreVectors {
  readonly contributions: Float32Array;
  readonly vector: Float32Array;
}

export interface ScoreBatchColumns extends VectorNames {
  readonly length: number;
  /** Row 0 is the batch's first offset. */
  row(index: number): ScoreVectors;
}

export type DecodedScoreBatch =
  | { readonly ok: true; readonly batch: ScoreBatchColumns }
  | { readonly ok: false; readonly reason: string };

function parseNames(bytes: Uint8Array): string[] | null {
  try {
    const names: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : null;
  } catch {
    return null;
  }
}

/** Reads what `encodeScoreBatch` wrote. Keep the buffer unchanged: rows are read from it when asked for. */
export function decodeScoreBatch(buffer: Uint8Array): DecodedScoreBatch {
  const bytes = buffer.byteOffset % 4 === 0 ? buffer : buffer.slice();
  if (bytes.length < headerWords * 4)
    return { ok: false, reason: `A batch of scores is longer than ${bytes.length} bytes.` };
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, headerWords);
  const [found = 0, rows = 0, detectors = 0, columns = 0, nameLength = 0] = header;
  if (found !== magic) return { ok: false, reason: "This is no batch of scores: it does not begin with TLS1." };
  const valuesAt = headerWords * 4 + Math.ceil(nameLength / 4) * 4;
  const expected = valuesAt + rows * columns * 4;
  if (bytes.length !== expected)
    return { ok: false, reason: `The batch should have ${expected} bytes and has ${bytes.length}.` };
  const names = parseNames(bytes.subarray(headerWords * 4, headerWords * 4 + nameLength));
  if (names === null || names.length !== columns || detectors > columns) {
    return { ok: false, reason: "The batch's names do not fit its columns." };
  }
  const values = new Float32Array(bytes.buffer, bytes.byteOffset + valuesAt, rows * columns);
  const pick = (index: number, from: number, to: number) =>
    Float32Array.from({ length: to - from }, (_, i) => values[(from + i) * rows + index] ?? Number.NaN);
  return {
    ok: true,
    batch: {
      length: rows,
      detectorNames: names.slice(0, detectors),
      featureNames: names.slice(detectors),
      row: (index) => ({ contributions: pick(index, 0, detectors), vector: pick(index, detectors, columns) }),
    },
  };
}
