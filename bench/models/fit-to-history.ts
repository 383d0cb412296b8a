import { featureCount } from "../../lib/features/feature-table.ts";
import type { Champion } from "../../lib/models/champion/champion.ts";
import { createScorer } from "../../lib/pipeline/scorer.ts";
import { fitChampion } from "../../testing/models/fit-champion.ts";
import { championShape } from "./bench-champion.ts";
import type { LabelledHistory } from "./explained-logs.ts";

/** A champion of the size of a trained one, fitted to the truth of the history. */
export function fitToHistory({ blocks, labels, length }: LabelledHistory): Champion {
  const scorer = createScorer();
  const vectors = new Float32Array(length * featureCount);
  const base = new Float64Array(length);
  let at = 0;
  for (const block of blocks) {
    const batch = scorer.score(block, 0, block.length);
    vectors.set(batch.vector, at * featureCount);
    base.set(batch.margin, at);
    at += batch.length;
  }
  return fitChampion({ vectors, base, labels, ...championShape });
}
