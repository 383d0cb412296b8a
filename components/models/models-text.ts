import type { ModelOrigin, ModelState, TrainingOptions } from "../../lib/contracts/models.ts";

/** What the page says, in one place. */
export const modelsText = {
  title: "Models",
  loading: "Loading models",
  loadingOne: "Loading the model",
  list: "Models of this stream",
  table: "Table of models",
  refused: "refused by scoring, which stays with what was before it",
  train: "Train",
  import: "Import",
  importHint: "Take in a model file that another Tideline has given out.",
  trainHint: "Learn a new model. It scores nothing before somebody promotes it.",
  readOnly: "Admins train and promote.",
  none: "No trained model yet",
  noneText: "The stream is scored by the detectors that need no training. A model adds what it has learnt from labels.",
  noSuch: "There is no such model in this stream",
  promote: "Promote",
  rollBack: "Roll back",
  trialWarns: "Its trial warns: it knows nothing, or loses what is found now.",
  retire: "Put aside",
  cancel: "Cancel training",
  cancelling: "Is being cancelled",
  download: "Download",
  compareWith: "Compare with",
  nothing: "Nothing",
  reason: "Why? Kept in the record.",
  withoutModel: "Without a trained model",
  waitsForScoring: "waits for scoring",
  forms: "Form",
  asCharts: "Charts",
  asTables: "Tables",
  more: "Show older models",
  statedByFile: "These figures are what the file states. Nothing of it was measured here.",
  noCard: "This model carries no card: nothing is known of how it was trained and tested.",
  stillTraining: "There are no figures yet: it is still learning.",
  notTrained: "There are no figures: the training did not come to an end.",
} as const;

export const stateWords: Readonly<Record<ModelState, string>> = {
  training: "In training",
  candidate: "Candidate",
  champion: "Champion",
  retired: "Retired",
  failed: "Failed",
  cancelled: "Cancelled",
};

export const stateHints: Readonly<Record<ModelState, string>> = {
  training: "Waits for a trainer, or is being trained.",
  candidate: "Trained, and in no use.",
  champion: "Scores the stream.",
  retired: "Was champion, or was put aside. It can be promoted.",
  failed: "Its training did not come to an end.",
  cancelled: "Somebody ended its training.",
};

export const originWords: Readonly<Record<ModelOrigin, string>> = {
  generated: "Generated history",
  verdicts: "Verdicts",
  table: "Labelled table",
  imported: "Imported",
};

/** What each choice of a training does, for people who do not train models every day. */
export const optionWords: Readonly<Record<keyof TrainingOptions, { readonly label: string; readonly about: string }>> =
  {
    rounds: {
      label: "Trees",
      about: "One after the other, each on what the others got wrong. More learn finer, and longer.",
    },
    mostDepth: {
      label: "Depth",
      about: "Questions on the way to an answer. Deeper finds rarer combinations, and learns mistakes.",
    },
    learningRate: {
      label: "Learning rate",
      about: "How much each tree counts. Smaller is steadier, and needs more trees.",
    },
    historyShare: {
      label: "History",
      about: "How much of the generated history is played. Less is quicker, knows less, and is tested on less.",
    },
    imbalance: {
      label: "Few attacks",
      about: "What makes up for attacks being rare. Class weights need no copied or invented rows.",
    },
    seed: { label: "Seed", about: "The same data, choices and seed give the same model, bit for bit." },
  };

export const imbalanceWords: Readonly<Record<TrainingOptions["imbalance"], string>> = {
  classWeights: "Class weights",
  overSampling: "Repeat attacks",
  underSampling: "Leave normal events out",
  smote: "Invent attacks in between (SMOTE)",
  none: "Nothing",
};

export const tabNames = ["summary", "curves", "families", "card", "training"] as const;
export type TabName = (typeof tabNames)[number];
export const tabWords: Readonly<Record<TabName, string>> = {
  summary: "Summary",
  curves: "Curves",
  families: "Families",
  card: "Data and limits",
  training: "Training",
};
