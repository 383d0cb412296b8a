/**
 * State as bytes: a sequence of typed arrays, each with its kind and length in front and padded to 8 bytes. Reading
 * checks every kind and length, so that bytes of another shape are refused instead of misread. Little-endian, like
 * every machine this runs on.
 */
export type StateArray = Float64Array | Float32Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

const kindOf = {
  Float64Array: 1,
  Float32Array: 2,
  Uint32Array: 3,
  Int32Array: 4,
  Uint16Array: 5,
  Uint8Array: 6,
} as const;
const kinds: ReadonlyMap<string, number> = new Map(Object.entries(kindOf));

export class StateWriter {
  readonly chunks: Uint8Array[] = [];

  put(array: StateArray): void {
    const name = Object.prototype.toString.call(array).slice(8, -1);
    const padded = Math.ceil(array.byteLength / 8) * 8;
    const chunk = new Uint8Array(8 + padded);
    new Uint32Array(chunk.buffer, 0, 2).set([kinds.get(name) ?? 0, array.length]);
    chunk.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 8);
    this.chunks.push(chunk);
  }

  numbers(...values: number[]): void {
    this.put(Float64Array.from(values));
  }

  text(value: string): void {
    this.put(Uint16Array.from(value, (_, i) => value.charCodeAt(i)));
  }
}

export class StateReader {
  private readonly buffer: ArrayBuffer;
  private at: number;

  /** Reads on from `start` (a multiple of 8) of a copy of the bytes. */
  constructor(bytes: Uint8Array, start = 0) {
    this.buffer = new ArrayBuffer(bytes.length);
    new Uint8Array(this.buffer).set(bytes);
    this.at = start;
  }

  doubles(): Float64Array<ArrayBuffer> {
    return new Float64Array(this.next(kindOf.Float64Array, 8));
  }
  floats(): Float32Array<ArrayBuffer> {
    return new Float32Array(this.next(kindOf.Float32Array, 4));
  }
  words(): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.next(kindOf.Uint32Array, 4));
  }
  integers(): Int32Array<ArrayBuffer> {
    return new Int32Array(this.next(kindOf.Int32Array, 4));
  }
  halfWords(): Uint16Array<ArrayBuffer> {
    return new Uint16Array(this.next(kindOf.Uint16Array, 2));
  }
  octets(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.next(kindOf.Uint8Array, 1));
  }
  text(): string {
    let text = "";
    for (const unit of this.halfWords()) text += String.fromCharCode(unit);
    return text;
  }
  /** Exactly `count` doubles. */
  numbers(count: number): Float64Array<ArrayBuffer> {
    return this.sized(this.doubles(), count);
  }
  sized<A extends StateArray>(array: A, length: number): A {
    if (array.length !== length) throw new RangeError("The stored state has parts of an unexpected length.");
    return array;
  }
  finish(): void {
    if (this.at !== this.buffer.byteLength) throw new RangeError("The stored state has more bytes than it should.");
  }

  private next(kind: number, width: number): ArrayBuffer {
    if (this.at + 8 > this.buffer.byteLength) throw new RangeError("The stored state ends too early.");
    const [found, length] = new Uint32Array(this.buffer, this.at, 2);
    const start = this.at + 8;
    const end = start + (length ?? 0) * width;
    if (found !== kind || end > this.buffer.byteLength) {
      throw new RangeError("The stored state is not laid out as this version writes it.");
    }
    this.at = start + Math.ceil((end - start) / 8) * 8;
    return this.buffer.slice(start, end);
  }
}
