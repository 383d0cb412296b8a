import { nameKind } from "../features/text-ids.ts";
import { hashText } from "../stats/hash.ts";

/** What a score block keeps of a technique that a source names, by the low half of its hash as a word: odd, 32 bits. */
export function techniqueCode(low: number): number {
  return (low | 1) >>> 0;
}

/** ATT&CK numbers sub-techniques from .001; none has come near this many. */
const mostSubTechniques = 99;

/** Codes of a technique and of its sub-techniques: what `T1110` takes, `T1110.001` included. */
export function codesOfTechnique(technique: string): number[] {
  const subs = Array.from({ length: mostSubTechniques }, (_, i) => `${technique}.${String(i + 1).padStart(3, "0")}`);
  const hash = new Uint32Array(2);
  return [technique, ...subs].map((text) => {
    hashText(nameKind.word, text, hash, 0);
    return techniqueCode(hash[1] ?? 0);
  });
}
