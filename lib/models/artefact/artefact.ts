import { z } from "zod";
import { joinBytes } from "../../stats/join-bytes.ts";
import { sha256Hex } from "../../stats/sha-256.ts";
import { type NumberArray, narrow, readArray, sizeOf, storedTypes, typeOf } from "./number-array.ts";

/** What a learner is made of: what it is, a few settings, and its numbers. Never code. */
export interface Artefact {
  /** Which learner, for example "boosting". */
  readonly kind: string;
  /** Settings and whatever the model's card says; plain JSON. */
  readonly settings: z.infer<typeof jsonSchema>;
  /** By name, in the order they are written. */
  readonly arrays: ReadonlyMap<string, NumberArray>;
}

export type ArtefactReading =
  | { readonly ok: true; readonly artefact: Artefact }
  | { readonly ok: false; readonly reason: string };

const jsonSchema = z.json();
const magic = Uint8Array.from("TIDEMODL", (letter) => letter.charCodeAt(0));
/** Of the layout below. A reader refuses what it does not know. */
const schemaVersion = 1;
const fixedBytes = 24;
const digestBytes = 32;
const headerAt = fixedBytes + digestBytes;

const headerSchema = z.object({
  kind: z.string(),
  settings: jsonSchema,
  arrays: z.array(z.object({ name: z.string(), type: z.enum(storedTypes), length: z.number().int().nonnegative() })),
});

/**
 * Bytes of a model: magic, version, length of the header and of all, SHA-256 of everything but itself, header as JSON, and
 * each array padded to eight bytes. The same artefact gives the same bytes.
 */
export function writeArtefact({ kind, settings, arrays }: Artefact): Uint8Array {
  const stored = [...arrays].map(([name, array]) => ({ name, array: narrow(array) }));
  const entries = stored.map(({ name, array }) => ({ name, type: typeOf(array), length: array.length }));
  const header = pad(new TextEncoder().encode(JSON.stringify({ kind, settings, arrays: entries })), 0x20);
  const body = stored.map(({ array }) => pad(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 0));
  const content = joinBytes([header, ...body]);
  const fixed = new Uint8Array(fixedBytes);
  fixed.set(magic);
  const view = new DataView(fixed.buffer);
  view.setUint32(8, schemaVersion, true);
  view.setUint32(12, header.length, true);
  view.setUint32(16, headerAt + content.length, true);
  return joinBytes([fixed, digest(fixed, content), content]);
}

/** The artefact in the bytes, or one sentence that says why there is none. */
export function readArtefact(bytes: Uint8Array): ArtefactReading {
  if (!magic.every((letter, i) => bytes[i] === letter)) return refuse("This file is not a Tideline model.");
  if (bytes.length < headerAt) return refuse("The model is cut short.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== schemaVersion)
    return refuse(`The model has the layout ${version}; this version of Tideline reads ${schemaVersion}.`);
  const length = view.getUint32(16, true);
  if (length !== bytes.length) return refuse(`The model should have ${length} bytes and has ${bytes.length}.`);
  const content = bytes.subarray(headerAt);
  const expected = digest(bytes.subarray(0, fixedBytes), content);
  if (!expected.every((byte, i) => bytes[fixedBytes + i] === byte))
    return refuse("The model is damaged: its checksum does not match.");
  return readContent(content, view.getUint32(12, true));
}

function readContent(content: Uint8Array, headerLength: number): ArtefactReading {
  const header = parseHeader(content.subarray(0, headerLength));
  if (header === null) return refuse("The model's header cannot be read.");
  const arrays = new Map<string, NumberArray>();
  let at = headerLength;
  for (const { name, type, length } of header.arrays) {
    const size = sizeOf(type, length);
    if (at + size > content.length) return refuse("The model's header promises more numbers than there are.");
    arrays.set(name, readArray(type, content.subarray(at, at + size)));
    at += Math.ceil(size / 8) * 8;
  }
  if (at !== content.length) return refuse("The model holds more than its header says.");
  return { ok: true, artefact: { kind: header.kind, settings: header.settings, arrays } };
}

function parseHeader(bytes: Uint8Array): z.infer<typeof headerSchema> | null {
  try {
    return headerSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    return null;
  }
}

function refuse(reason: string): ArtefactReading {
  return { ok: false, reason };
}

function pad(bytes: Uint8Array, filler: number): Uint8Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(filler);
  padded.set(bytes);
  return padded;
}

function digest(fixed: Uint8Array, content: Uint8Array): Uint8Array {
  const hex = sha256Hex(joinBytes([fixed, content]));
  return Uint8Array.from({ length: digestBytes }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
