import type { SpotCheck } from "../../lib/contracts/thresholds.ts";

export type SpotCheckState = SpotCheck["state"];
export type SpotCheckVerdict = NonNullable<SpotCheck["verdict"]>;

/** Words of the Spot checks tab. */
export const spotCheckText = {
  title: "Spot checks",
  states: "Which spot checks",
  loading: "Loading the spot checks",
  loadingEvent: "Loading the event",
  about: "Events that nobody was told of, a few drawn at random: was it right not to tell?",
  noneOpen: "No spot check waits",
  noneOpenText:
    "Nobody judges what is not shown, so Tideline draws a few events below notify and asks about them: mostly just below it, some far below. From the answers follow how many attacks are missed, and where a guarded notify belongs.",
  noneOpenHow: "They are drawn while the policy sets notify “guarded, by verdicts”.",
  noneJudged: "None judged yet",
  noneLate: "None came too late",
  noneLateText: "A spot check that nobody judges within a week of the day it was drawn no longer counts.",
  more: "Show more",
  why: "Why this one",
  effect: "What your verdict does",
  mayNot: "Your role reads spot checks. Analysts judge them.",
  event: "Event",
  score: "Score",
  drawn: "Drawn",
  standsFor: "Stands for",
  origin: "From",
  age: "Age",
  left: "Judge within",
  verdict: "Verdict",
  noSuch: "This spot check is not in the list.",
  clear: "Clear judged",
} as const;

export const stateWords: Readonly<Record<SpotCheckState, string>> = {
  open: "Waiting",
  judged: "Judged",
  late: "Too late",
};

interface VerdictWords {
  readonly key: "b" | "t" | "u";
  readonly word: string;
  /** What it says about the event. */
  readonly about: string;
  /** What it does to the threshold and to the figures. */
  readonly effect: string;
  /** Said when it is done. */
  readonly done: string;
}

export const verdictWords: Readonly<Record<SpotCheckVerdict, VerdictWords>> = {
  benign: {
    key: "b",
    word: "Benign",
    about: "normal, and rightly not shown",
    effect: "Notify comes down a little with the next hour, by at most 0.05 in margin: there is room to show more.",
    done: "benign: notify may come down a little",
  },
  attack: {
    key: "t",
    word: "True positive",
    about: "an attack that nobody was told of",
    effect: "It counts as a missed attack in recall. Only normal events move notify, so that it stays.",
    done: "a missed attack: notify stays",
  },
  unknown: {
    key: "u",
    word: "Unknown",
    about: "it cannot be told",
    effect: "It moves nothing, and is counted as not known.",
    done: "unknown: nothing moves",
  },
};

const rounded = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** How many events one stands for: one over its chance. */
export function standsFor({ chance }: Pick<SpotCheck, "chance">): string {
  const count = Math.max(1, 1 / chance);
  return count < 1.05 ? "1 event" : `${rounded.format(count)} events`;
}

export const stratumWords = {
  near: {
    word: "close below notify",
    about: "Half of all spot checks are drawn close below notify, where misses are likeliest.",
  },
  far: {
    word: "far below notify",
    about: "Some are drawn from all that lies far below, so that nothing is never looked at.",
  },
} as const;
