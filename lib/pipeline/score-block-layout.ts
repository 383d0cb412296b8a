/** Offsets per block: what online detectors learn by, and what a score block holds. */
export const blockLength = 4096;

/** What stands in an index column where an event has no such entity. */
export const noEntity = 0xffff;
/** What stands where no detector leads. */
export const noLead = 0xff;

/** "TLB3" and, of blocks before there were times and exceptions, "TLB2", little endian. */
const magic = 0x33424c54;
const secondMagic = 0x32424c54;
const headerBytes = 8;
const rowBytes = 4 * 8 + 5 * 4 + 4 * 2 + 5;
const secondRowBytes = 3 * 8 + 5 * 4 + 4 * 2 + 4;
const firstRowBytes = 8 + 4 + 4 + 4 + 1;

/** What back-tests need of each event beside its margin, so that they find what scoring would have found. */
export interface ScoreBlockDetail {
  /** Largest margin of a stated prior, -Infinity where none fired. */
  readonly floor: Float64Array;
  /** When its request was received, ms. */
  readonly received: Float64Array;
  /** Effective time, ms; of blocks of the second version, when it was received. */
  readonly time: Float64Array;
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
  /** Place in its policy, from 1, of the exception that kept it out of every band; 0: none did. */
  readonly excepted: Uint8Array;
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

/** Views of columns that lie one after another, widest first. */
function createPlaces(body: ArrayBufferLike, start: number) {
  const n = blockLength;
  let at = start;
  const place = (bytes: number) => {
    const here = at;
    at += bytes;
    return here;
  };
  return {
    doubles: () => new Float64Array(body, place(n * 8), n),
    words: (length = n) => new Uint32Array(body, place(length * 4), length),
    integers: () => new Int32Array(body, place(n * 4), n),
    halves: () => new Uint16Array(body, place(n * 2), n),
    octets: () => new Uint8Array(body, place(n), n),
  };
}

/** The columns as views into a block's bytes, which begin `at` a multiple of eight: little-endian. */
export function viewScoreBlock(body: ArrayBufferLike, at = 0): OpenScoreBlock {
  const [found, entities = 0] = new Uint32Array(body, at, 2);
  const isSecond = found === secondMagic;
  const { doubles, words, integers, halves, octets } = createPlaces(body, at + headerBytes);
  const [margin, floor, received] = [doubles(), doubles(), doubles()];
  const time = isSecond ? received : doubles();
  const [originHigh, originLow, what, source, classUid] = [words(), words(), words(), integers(), integers()];
  const [user, host, src, dst] = [halves(), halves(), halves(), halves()];
  const [band, lead, leadStated, sourceSeverity] = [octets(), octets(), octets(), octets()];
  const excepted = isSecond ? new Uint8Array(blockLength) : octets();
  const [entityHigh, entityLow] = [words(entities), words(entities)];
  const [about, who] = [
    { floor, received, time, classUid, what, lead, leadStated, sourceSeverity, excepted },
    { user, host, src, dst, entityHigh, entityLow },
  ];
  return { margin, originHigh, originLow, source, band, detail: { ...about, ...who } };
}

function viewFirstVersion(body: ArrayBufferLike, at: number): ScoreBlockColumns {
  const { doubles, words, integers, octets } = createPlaces(body, at);
  const [margin, originHigh, originLow, source, band] = [doubles(), words(), words(), integers(), octets()];
  return { margin, originHigh, originLow, source, band, detail: null };
}

/** Views need their bytes to begin at a multiple of eight. */
function aligned(body: Uint8Array): Uint8Array {
  return body.byteOffset % 8 === 0 ? body : Uint8Array.from(body);
}

/**
 * The columns of a stored score block of any version, as views into its bytes where they lie so that it can be, which must
 * not change meanwhile; refuses bytes of another length.
 */
export function decodeScoreBlock(body: Uint8Array): ScoreBlockColumns {
  const { buffer, byteOffset, length } = aligned(body);
  if (length === blockLength * firstRowBytes) return viewFirstVersion(buffer, byteOffset);
  const [found, entities = 0] = length < headerBytes ? [] : new Uint32Array(buffer, byteOffset, 2);
  const bytesOf = (rows: number) => headerBytes + blockLength * rows + entities * 8;
  const isWhole =
    (found === magic && length === bytesOf(rowBytes)) || (found === secondMagic && length === bytesOf(secondRowBytes));
  if (!isWhole) {
    throw new RangeError("A score block has 4,096 rows, and begins with TLB3 or TLB2 unless they have 21 bytes each.");
  }
  return viewScoreBlock(buffer, byteOffset);
}
