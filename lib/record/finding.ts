/** Ways in which an export can be wrong. */
export const findingKinds = [
  "unreadable",
  "changed",
  "removed",
  "reordered",
  "inserted",
  "broken",
  "truncated",
  "unsigned",
  "forgedRoot",
  "wrongRoot",
  "wrongKey",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something that is wrong, and where. */
export interface Finding {
  readonly kind: FindingKind;
  /** Line of the file, from 1 on; null for what concerns the whole of it. */
  readonly line: number | null;
  /** Seal number of the entry concerned. */
  readonly seal: number | null;
  readonly message: string;
}

/** After so many, more of them help nobody; they are counted all the same. */
const mostKept = 200;

export interface Findings {
  add(finding: Finding): void;
  readonly kept: readonly Finding[];
  readonly count: number;
}

/** Collects findings in bounded space. */
export function collectFindings(): Findings {
  const kept: Finding[] = [];
  let count = 0;
  return {
    add(finding) {
      count += 1;
      if (kept.length < mostKept) kept.push(finding);
    },
    get kept() {
      return kept;
    },
    get count() {
      return count;
    },
  };
}
