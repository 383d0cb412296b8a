import { createRandom } from "../../stats/random.ts";
import type { TreeModel } from "../artefact/tree-model-codec.ts";
import { fitBoosting } from "../boosting/fit-boosting.ts";
import { predictMargins } from "../boosting/predict-boosting.ts";
import { type Encoder, encode } from "../data/encoders/encoder.ts";
import { type Frame, takeFrameRows } from "../data/frame.ts";
import { type FeatureMatrix, joinRows, takeRows } from "../data/matrix.ts";
import { fitForest } from "../forest/fit-forest.ts";
import { fitIsolation } from "../forest/fit-isolation.ts";
import { predictForest, scoreIsolation } from "../forest/predict-forest.ts";
import { drawSeveral } from "../sampling/resample.ts";
import type { LabelledRows } from "../trees/labelled-rows.ts";
import type { MemberOptions } from "./detector-options.ts";
import { drawStrangers } from "./draw-strangers.ts";

/** What a member learns from. */
export interface MemberRows {
  readonly frame: Frame;
  readonly encoder: Encoder;
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
}

/** Makes of the rows that boosting learns from others in which attacks are not so rare, or weigh more. */
export type BalanceRows = (
  rows: Pick<LabelledRows, "matrix"> & { readonly labels: Uint8Array; readonly weights: Float64Array },
) => Omit<LabelledRows, "classes">;

/** Learns one member. The same rows and seed give the same model, bit for bit. */
export function fitMember(
  member: MemberOptions,
  { frame, encoder, labels }: MemberRows,
  { seed, balance }: { readonly seed: string; readonly balance?: BalanceRows | undefined },
): TreeModel {
  const matrix = encode(encoder, frame);
  switch (member.kind) {
    case "boosting":
      return fitBoosting({
        ...(balance?.({ matrix, labels, weights: new Float64Array(labels.length).fill(1) }) ?? { matrix, labels }),
        classes: 2,
        options: { ...member.options, seed },
      });
    case "isolation":
      return fitIsolation(takeRows(matrix, rowsOf(labels, 0)), { ...member.options, seed });
    case "forest":
      return fitForest({ matrix, labels, classes: 2, options: { ...member.options, seed } }).model;
    case "strangers":
      return fitStrangers(member, { frame, encoder, labels }, seed);
  }
}

function fitStrangers(
  member: MemberOptions & { kind: "strangers" },
  { frame, encoder, labels }: MemberRows,
  seed: string,
): TreeModel {
  const normals = [...rowsOf(labels, 0)];
  const rows = drawSeveral(normals, Math.min(member.mostRows, normals.length), createRandom(`${seed}/normal rows`));
  const normal = takeFrameRows(frame, Int32Array.from(rows).sort());
  const strangers = Math.max(1, Math.round(member.share * normal.rows));
  const drawn = drawStrangers(normal, strangers, createRandom(`${seed}/strangers`));
  const matrix = joinRows(encode(encoder, normal), encode(encoder, drawn));
  const isStranger = new Uint8Array(matrix.rows).fill(1, normal.rows);
  return fitForest({ matrix, labels: isStranger, classes: 2, options: { ...member.options, seed } }).model;
}

export function rowsOf(labels: Uint8Array, label: number): Int32Array {
  return Int32Array.from(labels.keys()).filter((row) => labels[row] === label);
}

/** What a member says of each row, high = threatening: a forest's probability (of an attack, or a stranger), a margin of boosting, an isolation score. */
export function answerMember(model: TreeModel, matrix: FeatureMatrix): Float64Array {
  switch (model.kind) {
    case "boosting":
      return predictMargins(model, matrix);
    case "forest":
      return predictForest(model, matrix);
    case "isolation":
      return scoreIsolation(model, matrix);
  }
}
