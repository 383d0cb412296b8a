import { type DetectorOptions, familiarDetector, noveltyDetector } from "../models/detector/detector-options.ts";
import type { TreeOptions } from "./fit-trees.ts";

/** A way to tell attacks from normal rows of a table, as a card names it. */
export interface TableCandidate {
  readonly name: "boosting" | "novelty";
  /** A sentence for the card. */
  readonly about: string;
  readonly options: DetectorOptions;
}

const thresholds = [
  { alpha: 0.01, delta: 0.05 },
  { alpha: 0.05, delta: 0.05 },
] as const;
const familyTrees = 50;
/** Names that fewer rows have are as unknown ones: there would be a column for each. */
const leastShare = 1 / 2000;
const leastOfName = 5;

/** What a table may be learnt with, the simpler one first: of equals it is taken. */
export function tableCandidates({ rounds, mostDepth, learningRate }: TreeOptions, rows: number): TableCandidate[] {
  const leastRows = Math.max(leastOfName, Math.round(rows * leastShare));
  const boosting = { rounds, mostDepth, learningRate };
  return [
    {
      name: "boosting",
      about: "Boosted trees, calibrated on held-out rows: for rows like those of training.",
      options: {
        ...familiarDetector,
        encoding: { ...familiarDetector.encoding, leastRows },
        members: [{ kind: "boosting", name: "boosting", options: boosting }],
        thresholds,
        familyTrees,
      },
    },
    {
      name: "novelty",
      about:
        "Extra trees that know the attacks, extra trees that know what belongs together, and an isolation forest: for attacks of new kinds.",
      options: { ...noveltyDetector, encoding: { ...noveltyDetector.encoding, leastRows }, thresholds, familyTrees },
    },
  ];
}
