import { writeTreeModel } from "../../lib/models/artefact/tree-model-codec.ts";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
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
  const { champion, card } = trainStarter({ plans: planStarter(options.seed), options }, hooks);
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
  const { frame, labels, description } = openTable(given, dataFolder);
  const { model, encoder, figures, calibration, operatingPoint } = trainTable(
    { frame, labels, options: given.options },
    hooks,
  );
  const { rocAuc, averagePrecision, tprAtFpr1, tprAtFpr01 } = figures;
  const attacks = labels.reduce((sum, label) => sum + label, 0);
  const card = {
    description: [
      description,
      "Figures are out of fold: five parts, equal rows in one; the table has no trustworthy order in time.",
      "The operating point aims at 1 % false alarms (Neyman-Pearson) and was chosen on the same out-of-fold rows: an estimate.",
    ],
    rows: labels.length,
    attacks,
    figures: { rocAuc, averagePrecision, tprAtFpr1, tprAtFpr01 },
    calibration: { ...calibration },
    operatingPoint: operatingPoint === null ? null : { ...operatingPoint },
    options: { ...given.options },
  };
  // The encoder as plain JSON: a column's names or settings.
  const stored = { ...card, encoder: JSON.parse(JSON.stringify(encoder)) };
  return {
    artefact: writeTreeModel({ model, card: stored }),
    card,
    figures: [
      ["ROC-AUC", rocAuc],
      ["average precision", averagePrecision],
      ["recall at 1 % false alarms", tprAtFpr1],
      ["recall at 0.1 % false alarms", tprAtFpr01],
      ["false-alarm rate at the operating point", operatingPoint?.falsePositiveRate ?? null],
      ["recall at the operating point", operatingPoint?.recall ?? null],
    ],
    said: "Out of fold. A model of a table scores rows of that table; events are scored by models trained on their own stream.",
  };
}
