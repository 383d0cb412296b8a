import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

export const vectorsFolder = resolve(process.env.TIDELINE_VECTORS ?? "../shared/vectors");

/** Whether the golden vectors are there; tests that need them say that they were skipped otherwise. */
export function hasVectors(file: string): boolean {
  const there = existsSync(resolve(vectorsFolder, file));
  if (!there) console.warn(`Skipped: ${file} is not in ${vectorsFolder} (TIDELINE_VECTORS).`);
  return there;
}

/** A file of golden values, to be given its shape by a zod schema. */
export function readVectors(file: string): unknown {
  return JSON.parse(readFileSync(resolve(vectorsFolder, file), "utf8"));
}

/** A file of golden values that is no JSON. */
export function readVectorBytes(file: string): Uint8Array {
  return readFileSync(resolve(vectorsFolder, file));
}
