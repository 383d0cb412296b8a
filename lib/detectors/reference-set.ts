import { type StateReader, StateWriter } from "../features/state-bytes.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { marginOfTail } from "../stats/margin.ts";
import { learntCount } from "./detector-table.ts";
import { familyCount } from "./half-space-forest.ts";
import { readTailReference, saveTailReference, type TailReference, tailMargin } from "./tail-reference.ts";

/**
 * Everything that turns raw outputs into margins: a reference per learnt detector and family (null where the family
 * was too rare) and one for the blend. Version 0 is the prior that holds before anything was seen.
 */
export interface ReferenceSet {
  readonly version: number;
  /** learntCount x familyCount, by detector. */
  readonly detectors: readonly (TailReference | null)[];
  readonly blend: TailReference | null;
}

export const priorReferences: ReferenceSet = {
  version: 0,
  detectors: Array.from({ length: learntCount * familyCount }, () => null),
  blend: null,
};

/**
 * Who has seen nothing cannot vouch for rarity: without a reference no output counts as rarer than one in 1,000
 * (margin 6.9, score 82), so that a fresh stream alerts only on the stated priors.
 */
const priorSmallestTail = 1e-3;
/** Scale of the exponential prior of raw outputs: of each learnt detector, and of the blend, which sums several. */
export const priorScale = 2;
export const blendPriorScale = 4;

function priorMargin(output: number, scale: number): number {
  return marginOfTail(0.5 * Math.exp(-Math.max(0, output) / scale), priorSmallestTail);
}

/** Margin of a learnt detector's raw output. `learnt`: its place among the learnt detectors. */
export function detectorMargin(references: ReferenceSet, learnt: number, family: number, output: number): number {
  const reference = references.detectors[learnt * familyCount + family] ?? null;
  return reference === null ? priorMargin(output, priorScale) : tailMargin(reference, output);
}

export function isPrior(references: ReferenceSet, learnt: number, family: number): boolean {
  return (references.detectors[learnt * familyCount + family] ?? null) === null;
}

export function blendMargin(references: ReferenceSet, output: number): number {
  return references.blend === null ? priorMargin(output, blendPriorScale) : tailMargin(references.blend, output);
}

export function encodeReferences(references: ReferenceSet): Uint8Array {
  const writer = new StateWriter();
  saveReferences(references, writer);
  return joinBytes(writer.chunks);
}

export function saveReferences(references: ReferenceSet, writer: StateWriter): void {
  const all = [...references.detectors, references.blend];
  writer.numbers(references.version, ...all.map((reference) => (reference === null ? 0 : 1)));
  for (const reference of all) if (reference !== null) saveTailReference(reference, writer);
}

/** Inverse of `saveReferences`; refuses bytes of another shape. */
export function readReferences(reader: StateReader): ReferenceSet {
  const [version = 0, ...present] = reader.numbers(2 + learntCount * familyCount);
  const all = present.map((flag) => (flag === 0 ? null : readTailReference(reader)));
  return { version, detectors: all.slice(0, -1), blend: all[all.length - 1] ?? null };
}
