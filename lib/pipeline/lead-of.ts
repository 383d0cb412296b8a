import { detectorCount, fixedPriorCount } from "../detectors/detector-table.ts";
import { noLead } from "./score-block-layout.ts";

/** The detector with the largest contribution > 0 among the first `count`, the first of equals; `noLead`: none. */
function largest(contributions: Float32Array, count: number): number {
  let lead = noLead;
  let most = 0;
  for (let i = 0; i < count; i += 1) {
    const share = contributions[i] ?? 0;
    if (share > most) {
      most = share;
      lead = i;
    }
  }
  return lead;
}

export function leadOfAll(contributions: Float32Array): number {
  return largest(contributions, detectorCount);
}

export function leadOfStated(contributions: Float32Array): number {
  return largest(contributions, fixedPriorCount);
}
