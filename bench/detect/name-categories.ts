import { encode } from "../../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../../lib/models/data/encoders/fit-encoder.ts";
import type { LabelledTable } from "../../lib/models/data/frame.ts";
import { takeLabelledRows } from "../../lib/models/data/frame.ts";
import { fitForest } from "../../lib/models/forest/fit-forest.ts";
import { predictForest } from "../../lib/models/forest/predict-forest.ts";
import type { Split } from "../../lib/stats/splits/split.ts";
import { macroF1 } from "./figures.ts";

const powers = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];

/**
 * Which of all classes each row of `split.test` is taken for, by a random forest. Rare classes are favoured by a power of
 * their share that makes the mean F1 best out of bag, on the training rows.
 */
export function nameCategories(table: LabelledTable, split: Split, seed: string): Int32Array {
  const learnt = takeLabelledRows(table, split.train);
  const encoder = fitEncoder(learnt.frame, { numbers: "plain", categories: "one-hot", leastRows: 20 });
  const classes = table.family.categories.length;
  const { model, outOfBag } = fitForest({
    matrix: encode(encoder, learnt.frame),
    labels: learnt.family.codes,
    classes,
    outOfBag: true,
    options: { kind: "random", trees: 60, columnsPerSplit: 20, leafRows: 2, seed },
  });
  const counts = new Float64Array(classes);
  for (const code of learnt.family.codes) counts[code] = (counts[code] ?? 0) + 1;
  const byPower = powers.map((power) => {
    const favours = counts.map((count) => (count > 0 ? count ** -power : 0));
    const quality = macroF1(learnt.family.codes, mostFavoured(outOfBag ?? new Float64Array(0), favours));
    return { favours, quality };
  });
  const best = byPower.reduce((most, each) => (each.quality > most.quality ? each : most));
  const tested = takeLabelledRows(table, split.test).frame;
  return mostFavoured(predictForest(model, encode(encoder, tested)), best.favours);
}

function mostFavoured(probabilities: Float64Array, favours: Float64Array): Int32Array {
  const classes = favours.length;
  const favoured = (row: number, i: number) => (probabilities[row * classes + i] ?? 0) * (favours[i] ?? 0);
  return Int32Array.from({ length: probabilities.length / classes }, (_, row) => {
    let best = 0;
    for (let i = 1; i < classes; i += 1) if (favoured(row, i) > favoured(row, best)) best = i;
    return best;
  });
}
