import type { Figure, ModelCard } from "../lib/contracts/model-card.ts";

const figure = (value: number, half = 0.01): Figure => ({
  value,
  low: Math.max(0, value - half),
  high: Math.min(1, value + half),
});

function figuresOf(better: number): ModelCard["figures"] {
  return {
    rocAuc: figure(0.93 + better * 0.06),
    averagePrecision: figure(0.8 + better * 0.17),
    tprAtFpr1: figure(0.6 + better * 0.34, 0.03),
    tprAtFpr01: figure(0.4 + better * 0.4, 0.05),
    brier: figure(0.06 - better * 0.04),
    logLoss: figure(0.21 - better * 0.14),
    calibrationError: figure(0.04 - better * 0.03, 0.004),
    recallUnseen: figure(0.55 + better * 0.33, 0.06),
  };
}

/** Shares of false alarms, close where they are small. */
const shares = [0, ...Array.from({ length: 80 }, (_, i) => 10 ** (-4 + i / 20)), 1];
const recalls = Array.from({ length: 60 }, (_, i) => i / 59);
/** Where the model is said to report its 1 %. */
const falseAlarms = 0.0098;

const families = ["password guessing", "beacon", "lateral movement", "exfiltration"];
const features = [
  "userFailures10m",
  "srcUsers1h",
  "hostNewProcess",
  "bytesOutRatio",
  "pairFirstSeen",
  "userExpected10m",
  "destinationRare",
  "hourOfDayRare",
];

/**
 * A card as a trainer writes it, with made-up figures for tests and pictures.
 * @param better 0-1, how good the model is said to be.
 */
export function testCard({ better = 1, testDigest = "a".repeat(64) } = {}): ModelCard {
  const recall = 0.6 + better * 0.34;
  // Curves through the operating point.
  const bend = Math.log(1 - recall) / Math.log(1 - Math.sqrt(falseAlarms));
  const fall = Math.log(1 - 0.53) / Math.log(recall);
  return {
    data: {
      description: [
        "The data are generated: no event of a real organisation is among them.",
        "Four days of an organisation of 120 people, with 60 campaigns of attack.",
      ],
      events: 182_340,
      normal: 180_211,
      attacks: 2_129,
      from: "2026-01-05T00:00:00.000Z",
      to: "2026-01-09T00:00:00.000Z",
      families: families.map((name, i) => ({ name, training: 620 - i * 90, test: 180 - i * 25 })),
    },
    protocol: {
      description: [
        "Five folds by campaign and in order of time; figures are of rows that no part of the model has seen.",
      ],
      seed: 1,
      folds: 5,
      heldOut: ["password spraying at a slow pace", "beacons with jitter"],
      testDigest,
    },
    figures: figuresOf(better),
    baseline: figuresOf(0),
    operatingPoint: {
      rule: "Neyman-Pearson, aimed at 1 % false alarms on training events",
      margin: 4.6,
      probability: 0.31,
      falsePositiveRate: figure(falseAlarms, 0.001),
      recall: figure(recall, 0.03),
      precision: figure(0.53, 0.02),
      accuracy: figure(0.989, 0.002),
      counts: { truePositive: 594, falsePositive: 525, falseNegative: 38, trueNegative: 53_100 },
    },
    roc: shares.map((share) => ({ falsePositiveRate: share, recall: 1 - (1 - Math.sqrt(share)) ** bend })),
    precisionRecall: recalls.map((found) => ({ recall: found, precision: 1 - found ** fall })),
    calibration: Array.from({ length: 15 }, (_, i) => ({
      probability: (i + 0.5) / 15,
      share: Math.min(1, (i + 0.5) / 15 + (i % 3 === 0 ? 0.02 : -0.01)),
      count: 3_600 - i * 210,
    })),
    confusion: {
      labels: ["normal", ...families],
      counts: [
        [53_100, 210, 120, 105, 90],
        [8, 171, 1, 0, 0],
        [12, 0, 140, 2, 1],
        [9, 3, 4, 112, 2],
        [9, 0, 1, 2, 93],
      ],
    },
    importance: features.map((feature, i) => ({ feature, mean: 0.12 / (i + 1), deviation: 0.01 / (i + 1) })),
    imbalance: [],
    features: {
      used: features,
      excluded: [{ name: "entityAgeLn", why: "says where in the history a row lies" }],
    },
    parameters: [
      { name: "rounds", value: "60" },
      { name: "mostDepth", value: "6" },
    ],
    limits: ["It has seen generated attacks alone.", "It knows nothing of sources that are not in the demo."],
    seconds: 41.2,
    peakMemoryMb: 512,
  };
}
