import { formatCount, formatCountOf } from "../display/format.ts";

/** Words of the Thresholds tab. */
export const thresholdsText = {
  loading: "Loading the thresholds",
  loadingGuard: "Loading the guard",
  loadingMoves: "Loading the moves",
  loadingField: "Loading the figures from the field",
  history: "How the thresholds stood",
  period: "Period",
  scope: "Scope",
  everythingElse: "Everything else",
  none: "No threshold yet",
  noneText: "Scoring has not begun with this stream. Its first thresholds come with its first event.",
  cut: "Only the newest 2,000 moves are drawn; the table goes on.",
  off: "off",
  rails: "rails",
  anchor: "anchor",
  noMoves: "Nothing moved in this period.",
  choose: "Point at a marker, or go to it with Tab and the arrow keys, to read why a threshold moved.",
  moves: "Moves",
  movesTable: "Table of moves",
  movesHint: "Every move is kept. Nothing here is ever changed.",
  more: "Older moves",
  by: "by",
  at: "stream time",
  policy: "policy",
  streamTime: "By the stream's clock",
  byStreamClock: "By the stream's clock.",
  clockHint: "The latest time that its events have stated. A replay of old records plays at their times.",
  recorded: "recorded",
  beforeFirst: "before the first event",
  showAll: "Show all",
  digest: "inputs",
  digestHint: "Digest of the inputs that led to it, and of the move before it",
  system: "Tideline",
  rollBack: "Roll back",
  rollBackReason: "Why? Kept with the move, for everyone to read.",
  underWay: "Under way: it takes effect with the next event that is scored.",
  asked: "It would let more through: asked for. Another person decides, under Requests.",
  byHand: "Move by hand",
  byHandTitle: "Where should notify stand?",
  byHandScore: "Notify, as a score",
  byHandNothing: "Lower takes effect at once. Higher becomes a request that another person decides.",
  byHandUp: "Fewer events reach people: it becomes a request, and nothing moves until another person agrees.",
  byHandDown: "It takes effect with the next event that is scored. Verdicts go on moving it from there.",
  move: "Move",
  ask: "Ask for it",
  guard: "The guard",
  notGuarded: "No guard follows this stream",
  how: "How to have one",
  fixedText: "Notify is set by people. It stands where they put it, and nothing moves it.",
  neymanPearsonText:
    "Notify is estimated from the scores of what is taken as normal, so that false alarms keep to a bound. Nobody's verdict moves it.",
  guardedSoon: "The policy asks for a guard. It begins at its anchor with the next event that is scored.",
  offer:
    "A guarded notify follows what people judge to be normal, in small steps, within rails that it cannot leave without two people. Choose it in the policy's editor.",
  toEditor: "To the policy",
  canaries: "Known attacks",
  canariesHint: "Scored by the live models each hour. A loss of more than 5 points in any family holds notify.",
  family: "family",
  atAnchor: "anchor",
  atNotify: "now",
  loss: "loss",
  blind: "not seen even at the anchor",
  noCanaries: "The stream's models cannot score them yet.",
  field: "In the field",
  fieldHint:
    "Since the guard began, notify as it stood at each event: by verdicts on alerts and spot checks, with 95 % intervals.",
  falseAlarmsNow: "False alarms now",
  falseAlarmsNowHint:
    "Events judged normal in the last 7 days, held against where notify stands now. What the guard steers by.",
  falseAlarmsSoFar: "False alarms so far",
  falseAlarmsSoFarAbout: "normal events that reached notify",
  falseAlarmsSoFarHint: "Since the guard began, each event against where notify stood when it came.",
  recall: "Recall",
  recallAbout: "attacks that reached notify",
  precision: "Precision",
  precisionAbout: "events over notify that were attacks",
  counts: "What bounded it",
  capacity: "Events a day",
  capacityHint:
    "Counted are events over notify from origins known for a week: strangers must not use up what people can look at. It begins at what the target lets expect, and follows within a day.",
} as const;

/** What holds notify back, as people say it. */
export const guardNames = {
  rate: "a day's largest step",
  rail: "its rail",
  canary: "the known attacks",
  capacity: "the people's capacity",
  freeze: "a freeze",
} as const;

export const thresholdSentences = {
  stands: (score: string, from: string) => `Stands at ${score}, ${from}.`,
  awayFromAnchor: (margin: number) => {
    const size = Math.abs(margin).toFixed(2);
    if (size === "0.00") return "where people put it";
    return margin < 0 ? `${size} below where people put it` : `${size} above where people put it`;
  },
  tooFew: (verdicts: number) => `too few verdicts: ${verdicts} of 30`,
  falseAlarmsNow: (verdicts: number) =>
    `of normal events reach notify where it stands, by ${formatCountOf(verdicts, "verdict")}`,
  hidden: (count: number) =>
    count === 0
      ? "Moves away from the anchor have hidden nothing."
      : `Moves away from the anchor, by verdicts or by hand, have hidden ${formatCountOf(count, "event")} that it would have shown.`,
  shown: (count: number) =>
    count === 0
      ? "They have shown nothing that it would have hidden."
      : `They have shown ${formatCountOf(count, "event")} that it would have hidden.`,
  byHand: (now: string, least: number, most: number) =>
    `Notify stands at ${now}. Its rails let it go from ${least.toFixed(1)} to ${most.toFixed(1)}; further takes a new policy.`,
  clockStands: (at: string, behind: string) => `By the stream's clock: it stands at ${at}, ${behind} behind.`,
  earlier: (count: number) => `${formatCountOf(count, "move")} before this period.`,
  together: (count: number) => `${formatCountOf(count, "move")} here; the newest:`,
  judged: ({ flagged, spotChecks, missed }: { flagged: number; spotChecks: number; missed: number }) =>
    `${formatCountOf(flagged, "judged event")} over notify, ${formatCountOf(spotChecks, "judged spot check")}, of which ${formatCount(missed)} ${missed === 1 ? "was a missed attack" : "were missed attacks"}.`,
} as const;

export const periods = [
  { name: "24h", hours: 24, label: "24 h" },
  { name: "7d", hours: 168, label: "7 d" },
  { name: "30d", hours: 720, label: "30 d" },
  { name: "all", hours: null, label: "all" },
] as const;
