/** Words of the part of a panel that says why a score is what it is. */
export const whyText = {
  title: "Why, and what if",
  loading: "Loading the explanation",
  whatIf: "What would have kept it under the threshold",
  kinds: "Resembles",
  logOdds: "Log-odds of an attack, as a sum over detectors",
  trees: "What the model has learnt, feature by feature",
  against: "Trees compared with",
  paths: "all they learnt from",
  background: "normal events",
  surrogate: "A linear view of the whole score",
  computeSurrogate: "Compute a linear view",
  noSurrogate: "Nothing in the event differs from what is usual.",
  start: "starts at",
  others: "all others",
  total: "together",
  untrained: "No trained model scored this event: only the detectors above did.",
} as const;
