import type { Findings } from "./finding.ts";
import { entryText, genesisHash, type RecordEntry } from "./record-lines.ts";

/** Follows the chain from entry to entry. */
export interface ChainCheck {
  entry(entry: RecordEntry, line: number): void;
  /** Names what never came. */
  finish(): void;
  /** Highest seal number seen, and that entry's hash. */
  readonly last: { readonly seal: number; readonly hash: string };
}

/** Runs of consecutive numbers, as people name them: `5`, `7 to 9`. */
function nameRuns(numbers: readonly number[]): string[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`));
}

const mostMissing = 10_000;

/**
 * Each entry must be what its hash was taken of, carry the next number, and name the hash of the one before. Going on
 * after a fault, so that one wrong entry is told once and not at every entry after it.
 */
export function checkChain(findings: Findings, sha256: (text: string) => string): ChainCheck {
  let last = { seal: 0, hash: genesisHash };
  const missing = new Set<number>();
  const placed = (entry: RecordEntry, line: number, sound: boolean) => {
    const { seal, hash, previousHash } = entry;
    const place = { line, seal };
    if (seal === last.seal + 1) {
      if (sound && previousHash !== last.hash) {
        const message = `Entry ${seal} does not follow from what stands before it: that was replaced, or something was taken out or put in there.`;
        findings.add({ kind: "broken", ...place, message });
      }
    } else if (seal > last.seal) {
      for (let gone = last.seal + 1; gone < seal && missing.size < mostMissing; gone += 1) missing.add(gone);
    } else if (missing.delete(seal)) {
      findings.add({ kind: "reordered", ...place, message: `Entry ${seal} stands after entry ${last.seal}.` });
    } else {
      findings.add({ kind: "inserted", ...place, message: `There is a second entry with the number ${seal}.` });
    }
    if (seal > last.seal) last = { seal, hash };
  };
  return {
    entry({ type: _type, hash, ...content }, line) {
      const sound = sha256(entryText(content)) === hash;
      if (!sound) {
        const message = `Entry ${content.seal} (${content.action} by ${content.actor}) is not what was sealed: something in it was changed.`;
        findings.add({ kind: "changed", line, seal: content.seal, message });
      }
      placed({ type: "entry", hash, ...content }, line, sound);
    },
    finish() {
      for (const run of nameRuns([...missing].sort((one, other) => one - other))) {
        const seal = Number.parseInt(run, 10);
        const many = run.includes("to");
        findings.add({
          kind: "removed",
          line: null,
          seal,
          message: `${many ? "Entries" : "Entry"} ${run} ${many ? "are" : "is"} missing.`,
        });
      }
    },
    get last() {
      return last;
    },
  };
}
