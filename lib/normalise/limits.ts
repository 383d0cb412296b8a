/** What a single record may cost; a record beyond is refused alone, with the figure. */
export interface RecordLimits {
  readonly recordBytes: number;
  /** Objects and arrays within each other. */
  readonly depth: number;
  /** Members of objects and elements of arrays, all levels together. */
  readonly fields: number;
  /** Records and refusals of one body together; a body beyond it is refused whole. */
  readonly records: number;
}

export const defaultLimits: RecordLimits = {
  recordBytes: 256 * 1024,
  depth: 64,
  fields: 2000,
  records: Number.POSITIVE_INFINITY,
};
