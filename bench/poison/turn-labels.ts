import type { LabelledTable } from "../../lib/models/data/frame.ts";
import { drawSeveral } from "../../lib/models/sampling/resample.ts";
import { createRandom } from "../../lib/stats/random.ts";

/** Who lies, and how much of all training rows: by chance either way, attacks called normal, one family called normal. */
export type PoisonKind = "none" | "random" | "attack to normal" | "one family to normal";

export interface Poison {
  readonly kind: PoisonKind;
  readonly share: number;
}

export interface TurnedLabels {
  readonly labels: Uint8Array;
  /** Rows with another label than the true one. */
  readonly turned: ReadonlySet<number>;
}

/** The labels as somebody who poisons gives them; as many as there are where the share asks for more. */
export function turnLabels(
  { labels, family }: Pick<LabelledTable, "labels" | "family">,
  { kind, share }: Poison,
  target: string,
): TurnedLabels {
  const isTarget = (row: number) => family.categories[family.codes[row] ?? -1] === target;
  const rows = [...labels.keys()].filter((row) => {
    if (kind === "none") return false;
    if (kind === "random") return true;
    return labels[row] === 1 && (kind === "attack to normal" || isTarget(row));
  });
  const wanted = Math.min(rows.length, Math.round(share * labels.length));
  const turned = new Set(drawSeveral(rows, wanted, createRandom(`${kind} ${share}`)));
  return { labels: labels.map((label, row) => (turned.has(row) ? 1 - label : label)), turned };
}
