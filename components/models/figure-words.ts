import type { Figure, ModelFigures, OperatingPoint } from "../../lib/contracts/model-card.ts";
import { formatCount } from "../display/format.ts";

type Shown = "share" | "plain";

export interface FigureRow {
  readonly key: keyof ModelFigures;
  readonly name: string;
  readonly about: string;
  readonly better: "higher" | "lower";
  readonly shown: Shown;
}

/** The figures of a card in the order of a table, each with what it says. */
export const figureRows: readonly FigureRow[] = [
  {
    key: "rocAuc",
    name: "ROC AUC",
    about: "How often an attack scores above a normal event.",
    better: "higher",
    shown: "plain",
  },
  {
    key: "averagePrecision",
    name: "Average precision",
    about: "How pure what is reported stays while more attacks are found.",
    better: "higher",
    shown: "plain",
  },
  {
    key: "tprAtFpr1",
    name: "Found at 1 % false alarms",
    about: "Share of the attacks, where 1 normal event in 100 is reported.",
    better: "higher",
    shown: "share",
  },
  {
    key: "tprAtFpr01",
    name: "Found at 0.1 % false alarms",
    about: "Share of the attacks, where 1 normal event in 1,000 is reported.",
    better: "higher",
    shown: "share",
  },
  {
    key: "recallUnseen",
    name: "Found of unseen attacks",
    about: "Share of attacks whose technique variant was held out of training.",
    better: "higher",
    shown: "share",
  },
  {
    key: "calibrationError",
    name: "Calibration error",
    about: "How far probabilities are from what happened, on average.",
    better: "lower",
    shown: "share",
  },
  {
    key: "brier",
    name: "Brier score",
    about: "Mean squared error of the probability.",
    better: "lower",
    shown: "plain",
  },
  {
    key: "logLoss",
    name: "Log loss",
    about: "Punishes sure and wrong probabilities most.",
    better: "lower",
    shown: "plain",
  },
];

/** `94.1 %`; of figures that are no share three decimals, `0.991`. */
export function formatFigure(value: number | null, shown: Shown): string {
  if (value === null) return "none";
  return shown === "share" ? `${(value * 100).toFixed(1)} %` : value.toFixed(3);
}

/** `93.8 to 94.4 %`, or nothing where there is no interval. */
export function formatInterval({ low, high }: Figure, shown: Shown): string {
  if (low === null || high === null) return "";
  if (shown === "share") return `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)} %`;
  return `${low.toFixed(3)} to ${high.toFixed(3)}`;
}

/** What came of moving from one figure to another, and whether it is for the better; null where either is missing. */
export function differenceOf(
  row: FigureRow,
  from: Figure,
  to: Figure,
): { text: string; better: boolean | null } | null {
  if (from.value === null || to.value === null) return null;
  const by = to.value - from.value;
  const scaled = row.shown === "share" ? by * 100 : by;
  const digits = row.shown === "share" ? 1 : 3;
  const size = Math.abs(scaled).toFixed(digits);
  if (Number(size) === 0) return { text: "same", better: null };
  const better = by > 0 === (row.better === "higher");
  return { text: `${by > 0 ? "+" : "−"}${size}${row.shown === "share" ? " points" : ""}`, better };
}

/** "94 of 100"; near none or all in tenths of it: "996 of 1,000". */
function ofHundred(share: number): string {
  const isFine = share > 0 && share < 1 && (share < 0.01 || share > 0.99);
  if (!isFine) return `${Math.round(share * 100)} of 100`;
  const inThousand = Math.round(share * 1000);
  if (inThousand === 0) return "fewer than 1 of 1,000";
  return inThousand === 1000 ? "more than 999 of 1,000" : `${inThousand} of 1,000`;
}

/** "1 in 100": rounded to two figures, as nobody counts more exactly. */
function oneIn(share: number): string {
  const times = 1 / share;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(times)) - 1);
  return `1 in ${formatCount(Math.round(times / step) * step)}`;
}

/** What the model does at its threshold, in one sentence without jargon. */
export function sayOperatingPoint({ recall, falsePositiveRate }: OperatingPoint): string {
  const found =
    recall.value === null ? "How many attacks it finds is not known" : `Finds ${ofHundred(recall.value)} attacks`;
  if (falsePositiveRate.value === null) return `${found}; its false alarms are not known.`;
  const alarms =
    falsePositiveRate.value === 0
      ? "reports none of the normal events"
      : `reports ${oneIn(falsePositiveRate.value)} normal events`;
  return `${found} and ${alarms}.`;
}
