/** The arrays that artefacts hold. */
export type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** How an array lies in the file, and what it is when it is read: the narrowest type that holds every number exactly. */
export const storedTypes = ["f64", "f32", "i32", "u32", "u16", "u8"] as const;
export type StoredType = (typeof storedTypes)[number];

const bytesOf: Record<StoredType, number> = { f64: 8, f32: 4, i32: 4, u32: 4, u16: 2, u8: 1 };

export function sizeOf(type: StoredType, length: number): number {
  return bytesOf[type] * length;
}

export function typeOf(array: NumberArray): StoredType {
  if (array instanceof Float64Array) return "f64";
  if (array instanceof Float32Array) return "f32";
  if (array instanceof Int32Array) return "i32";
  if (array instanceof Uint32Array) return "u32";
  return array instanceof Uint16Array ? "u16" : "u8";
}

/** The same numbers in as few bytes as hold them exactly: covers are counts, and most columns are less than 256. */
export function narrow(array: NumberArray): NumberArray {
  if (array instanceof Float64Array) {
    // `Object.is` keeps NaN and -0 apart from what they would become.
    return array.every((x) => Object.is(Math.fround(x), x)) ? Float32Array.from(array) : array;
  }
  if (array instanceof Float32Array || array instanceof Uint8Array) return array;
  let low = 0;
  let high = 0;
  for (const x of array) {
    if (x < low) low = x;
    if (x > high) high = x;
  }
  if (low < 0) return array;
  if (high < 256) return Uint8Array.from(array);
  return high < 65_536 ? Uint16Array.from(array) : array;
}

/** The numbers that lie in the bytes; a copy, so that it needs no alignment. Little-endian, as every machine we run on. */
export function readArray(type: StoredType, bytes: Uint8Array): NumberArray {
  const { buffer } = Uint8Array.from(bytes);
  switch (type) {
    case "f64":
      return new Float64Array(buffer);
    case "f32":
      return new Float32Array(buffer);
    case "i32":
      return new Int32Array(buffer);
    case "u32":
      return new Uint32Array(buffer);
    case "u16":
      return new Uint16Array(buffer);
    case "u8":
      return new Uint8Array(buffer);
  }
}
