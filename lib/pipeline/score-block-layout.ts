/** Offsets per block: what online detectors learn by, and what a score block holds. */
export const blockLength = 4096;

/** What stands in an index column where an event has no such entity. */
export const noEntity = 0xffff;
/** What stands where no detector leads. */
export const noLead = 0xff;

/** "TLB2", little endian. */
const magic = 0x32424c54;
const headerBytes = 8;
const rowBytes = 3 * 8 + 5 * 4 + 4 * 2 + 4;
const firstRowBytes = 8 + 4 + 4 + 4 + 1;

/** What back-tests need of each event beside its margin, so that they find what scoring would have found. */
export interface ScoreBlockDetail {
  /** Largest margin of a stated prior, -Infinity where none fired. */
  readonly floor: Float64Array;
  /** When its request was received, ms. */
  readonly received: Float64Array;
  readonly classUid: Int32Array;
  /** Of the technique that its source names (odd), or else of the title of its source's finding (even); 0: neither. */
  readonly what: Uint32Array;
  /** Places of its entities among the block's, `noEntity` where it has none. */
  readonly user: Uint16Array;
  readonly host: Uint16Array;
  readonly src: Uint16Array;
  readonly dst: Uint16Array;
  /** Detector that contributed most, of all and of those with a stated prior; `noLead`: none contributed. */
  readonly lead: Uint8Array;
  readonly leadStated: Uint8Array;
  /** OCSF severity_id that the source gives. */
  readonly sourceSeverity: Uint8Array;
  /** Ids of the entities met in the block, each once. */
  readonly entityHigh: Uint32Array;
  readonly entityLow: Uint32Array;
}

/** Columns of a score block. Blocks of the first version know no detail. */
export interface ScoreBlockColumns {
  /** NaN for a dead letter. */
  readonly margin: Float64Array;
  readonly originHigh: Uint32Array;
  readonly originLow: Uint32Array;
  readonly source: Int32Array;
  readonly band: Uint8Array;
  readonly detail: ScoreBlockDetail | null;
}

/** A block under construction: its detail is there. */
export type OpenScoreBlock = ScoreBlockColumns & { readonly detail: ScoreBlockDetail };

/** Bytes for a block with room for `entities`. */
export function newScoreBlock(entities: number): ArrayBuffer {
  const body = new ArrayBuffer(headerBytes + blockLength * rowBytes + entities * 8);
  new Uint32Array(body, 0, 2).set([magic, entities]);
  return body;
}

/** The columns as views into a block's bytes: little-endian, one after another, widest first. */
export function viewScoreBlock(body: ArrayBuffer): OpenScoreBlock {
  const n = blockLength;
  const entities = new Uint32Array(body, 4, 1)[0] ?? 0;
  let at = headerBytes;
  const place = (bytes: number) => {
    const start = at;
    at += bytes;
    return start;
  };
  const doubles = () => new Float64Array(body, place(n * 8), n);
  const words = () => new Uint32Array(body, place(n * 4), n);
  const integers = () => new Int32Array(body, place(n * 4), n);
  const halves = () => new Uint16Array(body, place(n * 2), n);
  const octets = () => new Uint8Array(body, place(n), n);
  const [margin, floor, received] = [doubles(), doubles(), doubles()];
  const [originHigh, originLow, what, source, classUid] = [words(), words(), words(), integers(), integers()];
  const [user, host, src, dst] = [halves(), halves(), halves(), halves()];
  const [band, lead, leadStated, sourceSeverity] = [octets(), octets(), octets(), octets()];
  const entityHigh = new Uint32Array(body, place(entities * 4), entities);
  const entityLow = new Uint32Array(body, place(entities * 4), entities);
  const [about, who] = [
    { floor, received, classUid, what, lead, leadStated, sourceSeverity },
    { user, host, src, dst, entityHigh, entityLow },
  ];
  return { margin, originHigh, originLow, source, band, detail: { ...about, ...who } };
}

function viewFirstVersion(body: ArrayBuffer): ScoreBlockColumns {
  const n = blockLength;
  return {
    margin: new Float64Array(body, 0, n),
    originHigh: new Uint32Array(body, n * 8, n),
    originLow: new Uint32Array(body, n * 12, n),
    source: new Int32Array(body, n * 16, n),
    band: new Uint8Array(body, n * 20, n),
    detail: null,
  };
}

/** The columns of a stored score block of either version; refuses bytes of another length. */
export function decodeScoreBlock(body: Uint8Array): ScoreBlockColumns {
  const copy = new ArrayBuffer(body.length);
  new Uint8Array(copy).set(body);
  if (body.length === blockLength * firstRowBytes) return viewFirstVersion(copy);
  const [found, entities = 0] = body.length < headerBytes ? [] : new Uint32Array(copy, 0, 2);
  if (found !== magic || body.length !== headerBytes + blockLength * rowBytes + entities * 8) {
    throw new RangeError("A score block has 4,096 rows, and begins with TLB2 unless they have 21 bytes each.");
  }
  return viewScoreBlock(copy);
}
