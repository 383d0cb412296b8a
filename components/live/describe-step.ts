import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import { bandNames } from "../charts/prepare-threat-chart.ts";
import { formatMove, formatScore } from "../display/format.ts";
import { liveText } from "./live-text.ts";

type Bands = Pick<ThresholdStep, "notify" | "approve" | "auto">;

const level = (score: number | null) => (score === null ? liveText.thresholdOff : formatScore(score));

/** Which thresholds a step moved, from what to what; that none did where something else of the policy changed. */
export function describeStep(step: Bands, before: Bands | undefined): string {
  if (before === undefined) return `notify ${level(step.notify)}`;
  const moved = bandNames.filter((band) => step[band] !== before[band]);
  if (moved.length === 0) return `notify stays at ${level(step.notify)}`;
  return moved.map((band) => `${band} ${formatMove(before[band], step[band])}`).join(", ");
}
