/** Where an attacker's events score. */
export type AttackScores =
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /** The attacker knows the threshold at the start of each day. */
  | { readonly kind: "threshold"; readonly offset: number };

export interface AttackPlan {
  readonly name: string;
  readonly fromDay: number;
  /** Exclusive. */
  readonly toDay: number;
  /** Events a day, as a multiple of the background's. */
  readonly volume: number;
  readonly scores: AttackScores;
  readonly sources: number;
  /** Whether its sources were there before, in a network of their own or not. */
  readonly origins: "new" | "known";
  /** Share of its events that people take for normal. */
  readonly mislabelled: number;
  /** Every verdict is late by so many days while it lasts. */
  readonly delayDays: number;
  /** How far the background itself moves, over twenty days from the first. */
  readonly drift: number;
}

const none: AttackPlan = {
  name: "none",
  fromDay: 0,
  toDay: 0,
  volume: 0,
  scores: { kind: "normal", mean: -1, sd: 0.5 },
  sources: 5,
  origins: "new",
  mislabelled: 0,
  delayDays: 0,
  drift: 0,
};

const flood: AttackPlan = { ...none, name: "flood x3", fromDay: 30, toDay: 33, volume: 3 };
const frog: AttackPlan = {
  ...none,
  name: "frog under",
  fromDay: 10,
  toDay: 50,
  volume: 0.05,
  sources: 10,
  origins: "known",
  scores: { kind: "threshold", offset: -0.05 },
};
const benignLooking = { kind: "normal", mean: -5, sd: 0.7 } as const;

/** The scenarios of the specification; scores in logits, the background is N(-4, 1). */
export const attackPlans: readonly AttackPlan[] = [
  none,
  flood,
  { ...flood, name: "flood x3, 30 % mislabelled", mislabelled: 0.3 },
  frog,
  {
    ...frog,
    name: "frog over, 200 bots, 30 % mislabelled",
    scores: { kind: "threshold", offset: 0.02 },
    sources: 200,
    mislabelled: 0.3,
  },
  { ...none, name: "drift +1 over 20 days", fromDay: 10, toDay: 30, drift: 1 },
  { ...flood, name: "dilution x3, 10 days", toDay: 40, scores: benignLooking },
  { ...flood, name: "dilution x9, 10 days", toDay: 40, volume: 9, scores: benignLooking },
  { ...flood, name: "dilution x9, known sources", toDay: 40, volume: 9, scores: benignLooking, origins: "known" },
  {
    ...frog,
    name: "delayed verdicts, frog over",
    scores: { kind: "threshold", offset: 0.02 },
    mislabelled: 0.3,
    delayDays: 3,
  },
  {
    ...frog,
    name: "wrong verdicts",
    scores: { kind: "normal", mean: 0, sd: 1 },
    mislabelled: 0.8,
    sources: 50,
  },
  {
    ...frog,
    name: "botnet of new addresses",
    scores: { kind: "threshold", offset: 0.3 },
    sources: 2000,
    origins: "new",
    volume: 0.5,
    mislabelled: 0.5,
  },
];
