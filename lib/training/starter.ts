import { heldOutStories, taughtStories } from "../simulation/stories/variants.ts";
import { collectVectors } from "./collect-vectors.ts";
import { type FittedChampion, fitChampion } from "./fit-champion.ts";
import type { ImbalanceMethod, TreeOptions } from "./fit-trees.ts";
import type { HistoryPlan } from "./generated-history.ts";
import type { StarterPlans } from "./starter-plans.ts";
import { RowCollector, type TrainingRows } from "./training-rows.ts";
import { beginStep, type TrainingHooks } from "./training-step.ts";
import type { CardWords } from "./write-card.ts";

const warmUpEvents = 2_000;
const normalShare = 0.1;
/** Playing and folding takes about this share of the time. */
const collectingShare = 0.65;

export interface StarterTask {
  readonly plans: StarterPlans;
  readonly options: TreeOptions;
  readonly compared?: readonly ImbalanceMethod[];
}

export interface StarterRows {
  readonly training: TrainingRows;
  readonly test: TrainingRows;
  readonly events: number;
  readonly ordinary: number;
}

/** Plays all histories of the plans and gathers their rows: see `collectVectors`. */
export function collectStarter({ training, test }: StarterPlans, given: TrainingHooks = {}): StarterRows {
  const hooks = scaled(given, 0, collectingShare);
  const all = [...training, ...test];
  const records = all.map(({ rate, hours }) => rate * hours);
  const total = records.reduce((sum, count) => sum + count, 0);
  let done = 0;
  let events = 0;
  let ordinary = 0;
  const gather = (plans: readonly HistoryPlan[], part: string): TrainingRows => {
    const into = new RowCollector();
    for (const [i, plan] of plans.entries()) {
      const size = (plan.rate * plan.hours) / total;
      const step = `Playing the ${part} history, organisation ${i + 1} of ${plans.length}`;
      beginStep(hooks, done, step);
      const onShare = (share: number) => beginStep(hooks, done + share * size, step);
      const counts = collectVectors({ plan, into, warmUpEvents, normalShare, onShare });
      events += counts.events;
      ordinary += counts.ordinary;
      done += size;
    }
    return into.build();
  };
  const rows = { training: gather(training, "training"), test: gather(test, "test") };
  return { ...rows, events, ordinary };
}

/** A champion from rows that were collected by the same plans. */
export function fitStarter(
  { plans, options, compared = [] }: StarterTask,
  rows: StarterRows,
  hooks: TrainingHooks = {},
): FittedChampion {
  const { training, test } = rows;
  const words = starterWords(plans, rows);
  return fitChampion(
    { training, test, testIsUnseen: true, options, compared, words },
    scaled(hooks, collectingShare, 1),
  );
}

/** The model that a first start serves: learnt from generated histories, tested on variants it has never met. */
export function trainStarter(task: StarterTask, hooks: TrainingHooks = {}): FittedChampion {
  return fitStarter(task, collectStarter(task.plans, hooks), hooks);
}

function scaled(hooks: TrainingHooks, from: number, to: number): TrainingHooks {
  return { ...hooks, onStep: (share, step) => hooks.onStep?.(from + share * (to - from), step) };
}

function starterWords({ training, test }: StarterPlans, { events, ordinary }: StarterRows): CardWords {
  return {
    description: [
      "All data are generated: no event of this installation and of no real network is among them.",
      `${training.length} organisations taught and ${test.length} others tested, each with its own people, days and seed; ${events} records were played and read by the same code as live ones.`,
      `Attacks are records of attack steps; ${ordinary} records of steps that are ordinary taken alone (a message delivered, a document opened, a file deleted) were neither taught nor tested.`,
      `The first ${warmUpEvents} events of each history were left out. Normal events were sampled, and long steps thinned; each row counts for the events it stands for.`,
    ],
    heldOut: heldOutStories.map(({ name }) => name),
    limits: [
      "It has learnt how a generator writes attacks. How well it does on yours is not known until people have judged alerts.",
      `It was taught ${taughtStories.length} ways of three attacks: guessed passwords, a document that brings an implant, and data taken out in pieces. Others it knows only where they resemble these.`,
      "Its probability holds for a stream with as many attacks as the generated one; elsewhere it is an order, not a frequency.",
      "The test's organisations come from the same generator as those of the training: figures on it are an upper bound.",
    ],
    calibratedOn: "generated attacks",
  };
}
