import type { TreeEnsemble } from "../trees/tree-ensemble.ts";
import type { Artefact } from "./artefact.ts";
import type { NumberArray } from "./number-array.ts";

export type EnsembleSettings = Pick<TreeEnsemble, "features" | "outputs" | "leafWidth">;

/** The arrays of an ensemble by name; `prefix` keeps two ensembles of one artefact apart. */
export function listEnsembleArrays(ensemble: TreeEnsemble, prefix = ""): readonly (readonly [string, NumberArray])[] {
  return [
    [`${prefix}starts`, ensemble.starts],
    // Leaves as 0, so that the numbers need no sign and fit in fewer bytes.
    [`${prefix}feature`, ensemble.feature.map((column) => column + 1)],
    [`${prefix}threshold`, ensemble.threshold],
    [`${prefix}left`, ensemble.left],
    [`${prefix}flags`, ensemble.flags],
    [`${prefix}cover`, ensemble.cover],
    [`${prefix}value`, ensemble.value],
    [`${prefix}sets`, ensemble.sets],
  ];
}

/** The ensemble again, not checked: see `findFault`. Arrays that are not there are empty. */
export function readEnsemble(given: EnsembleSettings, arrays: Artefact["arrays"], prefix = ""): TreeEnsemble {
  return {
    ...given,
    starts: toIntegers(arrays.get(`${prefix}starts`)),
    feature: toIntegers(arrays.get(`${prefix}feature`)).map((column) => column - 1),
    threshold: toFloats(arrays.get(`${prefix}threshold`)),
    left: toIntegers(arrays.get(`${prefix}left`)),
    flags: Uint8Array.from(arrays.get(`${prefix}flags`) ?? []),
    cover: toFloats(arrays.get(`${prefix}cover`)),
    value: toFloats(arrays.get(`${prefix}value`)),
    sets: Uint32Array.from(arrays.get(`${prefix}sets`) ?? []),
  };
}

function toIntegers(array: NumberArray | undefined): Int32Array {
  return Int32Array.from(array ?? []);
}

export function toFloats(array: NumberArray | undefined): Float64Array {
  return Float64Array.from(array ?? []);
}
