/** What one request may cost. Limits of a single record are in lib/normalise/limits.ts. */
export const ingestLimits = {
  /** After unpacking. */
  bodyBytes: 16 * 1024 * 1024,
  /** Each is answered for, and all are held in memory at once. */
  bodyRecords: 100_000,
  /** Real logs reach 60; a gzip of nothing but zeros has 1,030. Looked at beyond `ratioFreeBytes`. */
  unpackRatio: 250,
  ratioFreeBytes: 1024 * 1024,
  /** Bodies of all requests that are being received or appended. */
  bufferedBytes: 256 * 1024 * 1024,
  /** Events accepted and not yet scored; beyond it requests are held, then refused. */
  backlogEvents: 200_000,
  /** Longest a request is held back while scoring catches up. */
  holdMs: 5_000,
  /** Records that are read at a stretch before other sockets get their turn. */
  sliceRecords: 500,
} as const;
