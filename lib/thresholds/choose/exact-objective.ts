/** Weighted counts of the rows that a threshold flags, and of those that it lets pass. */
export interface DecisionCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** What is wished of a threshold. Rates and shares are fractions; costs are in any one unit, for one event. */
export type Wish =
  | { readonly kind: "balancedAccuracy" }
  | { readonly kind: "f"; readonly beta: number }
  | { readonly kind: "leastCost"; readonly falseAlarm: number; readonly miss: number }
  | { readonly kind: "recallWithinFalseAlarms"; readonly most: number }
  | { readonly kind: "recallAtPrecision"; readonly least: number }
  | { readonly kind: "precisionAtRecall"; readonly least: number }
  | { readonly kind: "alertsPerHour"; readonly most: number; readonly hours: number };

/** A wish as something to be made as large as possible, and perhaps a bound that must be kept. */
export interface Objective {
  value(counts: DecisionCounts): number;
  readonly bound?: Bound;
}

export interface Bound {
  /** What is bounded, as messages name it. */
  readonly name: string;
  readonly kind: "atMost" | "atLeast";
  readonly limit: number;
  of(counts: DecisionCounts): number;
}

/** RangeError: a bound or cost that nothing could mean. */
export function objectiveOf(wish: Wish): Objective {
  switch (wish.kind) {
    case "balancedAccuracy":
      return { value: (c) => (recallOf(c) + specificityOf(c)) / 2 };
    case "f":
      return { value: (c) => fOf(c, positive(wish.beta, "beta")) };
    case "leastCost": {
      const { falseAlarm, miss } = wish;
      if (!(falseAlarm >= 0 && miss >= 0 && falseAlarm + miss > 0)) throw new RangeError("Costs must not be negative.");
      return { value: (c) => -(c.falsePositives * falseAlarm + c.falseNegatives * miss) };
    }
    case "recallWithinFalseAlarms": {
      const of = (c: DecisionCounts) => c.falsePositives / (c.falsePositives + c.trueNegatives);
      return { value: recallOf, bound: { name: "false-alarm rate", kind: "atMost", limit: share(wish.most), of } };
    }
    case "recallAtPrecision": {
      const limit = share(wish.least);
      return { value: recallOf, bound: { name: "precision", kind: "atLeast", limit, of: precisionOf } };
    }
    case "precisionAtRecall": {
      const limit = share(wish.least);
      return { value: precisionOf, bound: { name: "recall", kind: "atLeast", limit, of: recallOf } };
    }
    case "alertsPerHour": {
      const hours = positive(wish.hours, "the number of hours");
      const of = (c: DecisionCounts) => (c.truePositives + c.falsePositives) / hours;
      const limit = positive(wish.most, "the number of alerts");
      return { value: recallOf, bound: { name: "alerts an hour", kind: "atMost", limit, of } };
    }
  }
}

function share(value: number): number {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`A share lies between 0 and 1, got ${value}.`);
  return value;
}

function positive(value: number, what: string): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${what} must be above zero, got ${value}.`);
  return value;
}

function recallOf(c: DecisionCounts): number {
  return c.truePositives / (c.truePositives + c.falseNegatives);
}

function specificityOf(c: DecisionCounts): number {
  return c.trueNegatives / (c.trueNegatives + c.falsePositives);
}

function precisionOf(c: DecisionCounts): number {
  return c.truePositives / (c.truePositives + c.falsePositives);
}

function fOf(c: DecisionCounts, beta: number): number {
  const square = beta * beta;
  const hits = (1 + square) * c.truePositives;
  return hits / (hits + square * c.falseNegatives + c.falsePositives);
}
