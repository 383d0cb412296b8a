/** Words of the explanation of one event. */
export const eventText = {
  title: "Event",
  loading: "Loading the event",
  why: "Why this score",
  thresholds: "Thresholds in force then",
  features: "Features",
  ocsf: "As OCSF",
  original: "As received",
  uncalibrated: "uncalibrated: no trained model",
  notText: "Not valid UTF-8; base64:",
  noScope: "none: the stream's own",
} as const;
