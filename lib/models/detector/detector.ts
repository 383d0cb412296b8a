import type { TreeModel } from "../artefact/tree-model-codec.ts";
import type { Blend } from "../blend/blend.ts";
import type { LogisticStack } from "../blend/stack.ts";
import type { Calibration } from "../calibration/calibration.ts";
import type { Encoder } from "../data/encoders/encoder.ts";
import type { ForestModel } from "../forest/forest-model.ts";

/** One learner of a detector. */
export interface DetectorMember {
  readonly name: string;
  readonly model: TreeModel;
}

/** How the members' answers become one score. */
export type Combination =
  | { readonly kind: "blend"; readonly blend: Blend }
  | { readonly kind: "stack"; readonly stack: LogisticStack };

/** A threshold that keeps its false-alarm rate, with the promise that it was chosen for. */
export interface StatedThreshold {
  /** Rows with a score at or above it are flagged; null where there were too few normal rows for the promise. */
  readonly threshold: number | null;
  /** The false-alarm rate that is promised, and the chance that the promise is broken, on rows like those of training. */
  readonly alpha: number;
  readonly delta: number;
}

/**
 * A trained detector of a table's rows: plain data, no code. What it says of a row is a score (high = threatening), the
 * part of each member in it, a calibrated probability, and the likeliest attack family.
 */
export interface Detector {
  readonly encoder: Encoder;
  readonly members: readonly DetectorMember[];
  readonly combination: Combination;
  /** Of the score. */
  readonly calibration: Calibration & { readonly kind: "platt" };
  readonly thresholds: readonly StatedThreshold[];
  /** Which of the families an attack belongs to, given that it is one; null where only one is known. */
  readonly family: { readonly names: readonly string[]; readonly model: ForestModel } | null;
}
