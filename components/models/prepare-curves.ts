import type { ModelCard } from "../../lib/contracts/model-card.ts";

/** A place in a chart; `x` of a ROC curve is the power of ten of the share of false alarms. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** The left end of the axis of false alarms: one normal event in 10,000. Whatever lies further left is drawn there. */
export const leastPower = -4;
const leastShare = 10 ** leastPower;

/** A share of false alarms on the logarithmic axis. What counts in practice is left of 1 %, which a plain axis hides. */
function powerOf(share: number): number {
  return Math.log10(Math.max(share, leastShare));
}

/** What a place on that axis is called: "0.01 %". */
export function powerWords(power: number): string {
  return `${Number((100 * 10 ** power).toPrecision(2))} %`;
}

export function shareWords(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** The ROC curve from the left end of the axis on; of points at one place the highest counts. */
export function rocCurve({ roc }: Pick<ModelCard, "roc">): CurvePoint[] {
  const highest = new Map<number, number>();
  for (const { falsePositiveRate, recall } of roc) {
    const x = powerOf(falsePositiveRate);
    highest.set(x, Math.max(highest.get(x) ?? 0, recall));
  }
  return [...highest].map(([x, y]) => ({ x, y })).sort((a, b) => a.x - b.x);
}

export function precisionCurve({ precisionRecall }: Pick<ModelCard, "precisionRecall">): CurvePoint[] {
  return precisionRecall.map(({ recall, precision }) => ({ x: recall, y: precision })).sort((a, b) => a.x - b.x);
}

/** Where the model's own threshold lies on both curves; null where the card does not say. */
export function operatingPlaces({ operatingPoint }: Pick<ModelCard, "operatingPoint">): {
  readonly roc: CurvePoint | null;
  readonly precision: CurvePoint | null;
} {
  const { recall, falsePositiveRate, precision } = operatingPoint;
  if (recall.value === null) return { roc: null, precision: null };
  return {
    roc: falsePositiveRate.value === null ? null : { x: powerOf(falsePositiveRate.value), y: recall.value },
    precision: precision.value === null ? null : { x: recall.value, y: precision.value },
  };
}
