import { type LabelledTable, takeLabelledRows } from "../../lib/models/data/frame.ts";
import { type DetectorOptions, familiarDetector } from "../../lib/models/detector/detector-options.ts";
import { fitDetector } from "../../lib/models/detector/fit-detector.ts";
import { scoreDetector } from "../../lib/models/detector/score-detector.ts";
import type { Split } from "../../lib/stats/splits/split.ts";
import { type Figures, figuresOf } from "./figures.ts";

interface FoldSettings {
  readonly seed: string;
  /** Names that fewer rows have are as unknown ones. */
  readonly leastRows?: number;
  readonly options?: DetectorOptions;
}

/** One fold: trained on `table` with `inner` to set calibration and threshold, judged on rows that are in neither. */
export function judgeFold(
  train: LabelledTable,
  inner: Split,
  test: LabelledTable,
  { seed, leastRows = 1, options: given = familiarDetector }: FoldSettings,
): Figures {
  const options = { ...given, encoding: { ...given.encoding, leastRows } };
  const { detector } = fitDetector({ table: train, split: inner, options, seed });
  const { scores, probabilities } = scoreDetector(detector, test.frame);
  const threshold = detector.thresholds[0]?.threshold ?? Number.POSITIVE_INFINITY;
  return figuresOf({ labels: test.labels, scores, probabilities, threshold });
}

export function takeSides(table: LabelledTable, { train, test }: Split): { train: LabelledTable; test: LabelledTable } {
  return { train: takeLabelledRows(table, train), test: takeLabelledRows(table, test) };
}
