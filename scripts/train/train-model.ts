import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import { writeDetector } from "../../lib/models/detector/detector-codec.ts";
import { trainStarter } from "../../lib/training/starter.ts";
import { planStarter } from "../../lib/training/starter-plans.ts";
import { trainTable } from "../../lib/training/train-table.ts";
import type { TrainingHooks } from "../../lib/training/training-step.ts";
import { openTable } from "./open-table.ts";
import type { TrainArguments } from "./parse-arguments.ts";

export interface TrainedModel {
  readonly artefact: Uint8Array;
  /** What goes beside the model as JSON. */
  readonly card: object;
  /** For the screen: name and value. */
  readonly figures: readonly (readonly [name: string, value: number | null])[];
  readonly said: string;
}

/** Trains what the command line asks for. */
export function trainModel(given: TrainArguments, dataFolder: string, hooks: TrainingHooks): TrainedModel {
  return given.data === "demo" ? trainDemo(given, hooks) : trainOnTable(given, dataFolder, hooks);
}

const bytesPerMb = 1024;

function trainDemo({ options }: TrainArguments, hooks: TrainingHooks): TrainedModel {
  const startedMs = performance.now();
  const { champion, card } = trainStarter({ plans: planStarter(options.seed, options.historyShare), options }, hooks);
  const seconds = (performance.now() - startedMs) / 1000;
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / bytesPerMb);
  const whole = { ...card, seconds, peakMemoryMb };
  const { figures, operatingPoint: point } = card;
  return {
    artefact: writeChampion(champion, whole),
    card: whole,
    figures: [
      ["ROC-AUC", figures.rocAuc.value],
      ["average precision", figures.averagePrecision.value],
      ["recall at 1 % false alarms", figures.tprAtFpr1.value],
      ["calibration error", figures.calibrationError.value],
      ["false-alarm rate at the operating point", point.falsePositiveRate.value],
      ["recall at the operating point", point.recall.value],
    ],
    said: "On generated attacks of variants that were not taught. The file can be imported on the Models page.",
  };
}

function trainOnTable(given: TrainArguments, dataFolder: string, hooks: TrainingHooks): TrainedModel {
  const { table, description } = openTable(given, dataFolder);
  const trained = trainTable({ table, options: given.options }, hooks);
  const { detector, chosen, compared, figures, points, folds } = trained;
  const attacks = table.labels.reduce((sum, label) => sum + label, 0);
  const card = {
    description: [
      description,
      chosen.about,
      `Chosen on a sample, by folds and, where families of attacks are told apart, by leaving each out.`,
      `Figures are means of ${folds} folds with 95 % intervals: copies of a row in one fold, thresholds chosen before the rows that judge them were seen. The table has no trustworthy order in time, so that none of this is measured on later rows.`,
      "Where normal rows differ from those of the table, more of them are reported than was aimed at.",
    ],
    rows: table.labels.length,
    attacks,
    families: detector.family?.names ?? [],
    chosen: chosen.name,
    compared,
    figures,
    operatingPoints: points,
    options: given.options,
  };
  return {
    // As plain JSON, which the artefact holds.
    artefact: writeDetector({ detector, card: JSON.parse(JSON.stringify(card)) }),
    card,
    figures: [
      ["ROC-AUC", figures.rocAuc.value],
      ["average precision", figures.averagePrecision.value],
      ["recall at 1 % false alarms", figures.tprAtFpr1.value],
      ["recall at 0.1 % false alarms", figures.tprAtFpr01.value],
      ["calibration error", figures.calibrationError.value],
      ["mean F1 of attack families", figures.familyF1.value],
      ...points.flatMap(({ aim, falsePositiveRate, recall }) => [
        [`false alarms where ${aim * 100} % was aimed at`, falsePositiveRate.value] as const,
        [`recall there (${aim * 100} %)`, recall.value] as const,
      ]),
    ],
    said: `By ${chosen.name}: ${chosen.about} A model of a table scores rows of that table; events are scored by models trained on their own stream.`,
  };
}
