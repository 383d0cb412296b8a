import type { EventColumns } from "../../lib/event/columns.ts";
import { featureCount } from "../../lib/features/feature-table.ts";
import type { Champion } from "../../lib/models/champion/champion.ts";
import { createScorer } from "../../lib/pipeline/scorer.ts";
import { fitChampion } from "../../testing/models/fit-champion.ts";

export const championShape = { rounds: 60, depth: 6 } as const;

/** Events that a scorer has learnt from before their vectors count. */
const settled = 8192;

/**
 * A champion of the size of a trained one, fitted to vectors of these events: one in a hundred, those with the highest
 * margins, stand in for attacks. What it finds says nothing; what it costs is what a trained one costs.
 */
export function championFor(blocks: readonly EventColumns[]): Champion {
  const scorer = createScorer();
  const vectors: Float32Array[] = [];
  const margins: number[] = [];
  for (const block of blocks) {
    const counts = scorer.position >= settled;
    const batch = scorer.score(block, 0, block.length);
    if (!counts) continue;
    vectors.push(batch.vector);
    margins.push(...batch.margin);
  }
  const all = new Float32Array(margins.length * featureCount);
  let at = 0;
  for (const part of vectors) {
    all.set(part, at);
    at += part.length;
  }
  const base = Float64Array.from(margins);
  const split = base.slice().sort()[Math.floor(base.length * 0.99)] ?? 0;
  return fitChampion({
    vectors: all,
    base,
    labels: Uint8Array.from(base, (m) => Number(m >= split)),
    ...championShape,
  });
}
