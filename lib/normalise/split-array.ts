import { nextObject, skipSpace, valueEnd } from "./scan-json.ts";
import type { Split } from "./split-result.ts";

const comma = 44;
const closeBracket = 93;
const closeBrace = 125;

/** Nesting at which even the search for a record's end gives up; far beyond what is read, so that it ends properly. */
const scanDepth = 100_000;

/**
 * Cuts the elements of the JSON array whose inside begins at `at`; returns the index behind it. A broken element is
 * refused alone: the cut goes on at the next object behind a comma or at the start of a line.
 */
export function splitArray(body: Uint8Array, at: number, split: Split): number {
  const bounds = { until: body.length, depth: scanDepth };
  let i = skipSpace(body, at);
  let saysCutOff = false;
  while (i < body.length && body[i] !== closeBracket) {
    if (body[i] === comma) {
      i = skipSpace(body, i + 1);
      continue;
    }
    const found = valueEnd(body, i, bounds);
    if ("end" in found) {
      split.add(i, found.end);
      i = skipSpace(body, found.end);
    } else {
      saysCutOff = found.brokenAt >= body.length;
      split.reject(
        saysCutOff
          ? `The record that begins at byte ${i} is cut off: the body ends within it.`
          : `The record that begins at byte ${i} is no complete JSON value: it breaks at byte ${found.brokenAt}.`,
      );
      const next = nextObject(body, found.brokenAt);
      i = next < 0 ? body.length : next;
    }
  }
  // Every record up to here is whole, yet the sender had more to say.
  if (i >= body.length && !saysCutOff) split.reject("The array is not closed: the body ends before its last bracket.");
  return behindWrapper(body, i + 1);
}

/** Index behind the `}` that closes `{"Records":[…]}`, or `at` where there is none (a plain array). */
function behindWrapper(body: Uint8Array, at: number): number {
  const i = skipSpace(body, at);
  return body[i] === closeBrace ? i + 1 : i;
}

/**
 * Index of the inside of the array of `{"Records":[` (CloudTrail) or `{…,"value":[` behind an `@odata.context`
 * (Microsoft's interfaces), if the object at `at` is such a wrapper of objects; -1 otherwise.
 */
export function recordsArrayAt(body: Uint8Array, at: number): number {
  const head = new TextDecoder("latin1").decode(body.subarray(at, at + 512));
  const found = /^\{\s*(?:"Records"|"@odata\.context"\s*:\s*"[^"]*"\s*,\s*"value")\s*:\s*\[(?=\s*[{\]])/.exec(head);
  return found === null ? -1 : at + found[0].length;
}
