import { nextDouble } from "../stats/next-double.ts";
import { neymanPearsonLeast, neymanPearsonRank } from "../stats/neyman-pearson.ts";
import { sha256Hex } from "../stats/sha-256.ts";
import type { MarginWindow } from "./margin-window.ts";
import { windowLength } from "./margin-window.ts";

export interface NotifyEstimate {
  readonly margin: number;
  /** Margins it rests on, and a digest of them in ascending order. */
  readonly negatives: number;
  readonly inputsDigest: string;
}

/** The rule's parameters: share of false alarms and one minus the confidence that it is kept. */
export interface NeymanPearsonRule {
  readonly alpha: number;
  readonly delta: number;
}

/**
 * notify by Neyman-Pearson, or what is missing for it. The rule is strict, so it yields the next double above. Without
 * `hasDigest` the digest is empty: it takes far longer than the rest, and a replay records nothing.
 */
export function estimateNotify(
  window: MarginWindow,
  rule: NeymanPearsonRule,
  hasDigest = true,
): { readonly ok: true; readonly estimate: NotifyEstimate } | { readonly ok: false; readonly reason: string } {
  const sorted = window.sorted();
  const rank = neymanPearsonRank(sorted.length, rule.alpha, rule.delta);
  if (rank === null) return { ok: false, reason: missingNote(sorted.length, rule) };
  const statistic = sorted[rank - 1] ?? 0;
  const inputsDigest = !hasDigest ? "" : sha256Hex(new Uint8Array(sorted.buffer));
  return { ok: true, estimate: { margin: nextDouble(statistic), negatives: sorted.length, inputsDigest } };
}

export function missingNote(have: number, rule: NeymanPearsonRule): string {
  const needed = neymanPearsonLeast(rule.alpha, rule.delta);
  const note = `not enough data yet: ${have} of ${needed}`;
  return needed <= windowLength ? note : `${note}, and only the latest ${windowLength} are kept: choose a larger alpha`;
}
