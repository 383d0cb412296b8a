import type { AlertStatus, Verdict } from "../../lib/contracts/alerts.ts";

/** Words of the Alerts page. */
export const alertText = {
  title: "Alerts",
  loading: "Loading alerts",
  none: "No alert matches these filters",
  noneHint: "Take a filter away to see more.",
  noneAtAll: "No alerts yet. They appear here as soon as a score reaches the notify threshold.",
  clearFilters: "Clear filters",
  search: "Search title, reason, entity",
  searchKey: "/",
  sort: "Sort",
  end: "End of the list",
  loadingMore: "Loading more",
  acknowledge: "Acknowledge",
  resolve: "Resolve…",
  reopen: "Reopen",
  close: "Close",
  mayNot: "Your role may read alerts, not change them.",
  why: "Why",
  contributions: "What made the score",
  features: "Features of the leading event",
  evidence: "Evidence",
  activity: "Activity",
  addNote: "Add note",
  notePlaceholder: "What did you find?",
  loadingDetail: "Loading the alert",
  noSuchAlert: "There is no such alert. It may have been removed since.",
  verdictQuestion: "What was it?",
  verdictReason: "Why? Kept with the alert.",
  verdictNeeded: "Choose what it was.",
  reasonNeeded: "Say why, in a few words.",
  resolveOver: "Somebody else changed this alert first. Read what it is now; Resolve again decides over it.",
  save: "Resolve",
  cancel: "Cancel",
} as const;

/** Texts with something in them. */
export const alertSentences = {
  verdictTitle: (id: number, title: string) => `Resolve alert ${id}: ${title}`,
  isNow: (standing: string) => `Changed meanwhile: it is ${standing} now.`,
  otherStream: (stream: string) => `This alert is in ${stream}.`,
  showIn: (stream: string) => `Show it in ${stream}`,
  showAll: (count: number) => `Show all ${count}`,
} as const;

export const statusWords: Readonly<Record<AlertStatus, string>> = {
  new: "New",
  in_progress: "In progress",
  suppressed: "Suppressed",
  resolved: "Resolved",
};

export const verdictWords: Readonly<Record<Verdict, string>> = {
  true_positive: "True positive",
  false_positive: "False positive",
  benign: "Benign",
  undetermined: "Undetermined",
};

export const verdictHints: Readonly<Record<Verdict, string>> = {
  true_positive: "a real threat",
  false_positive: "nothing happened: the detection was wrong",
  benign: "it happened and it is all right",
  undetermined: "it cannot be told",
};

export const keyHelp: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["j", "↓"], does: "Next alert" },
  { keys: ["k", "↑"], does: "Previous alert" },
  { keys: ["Enter"], does: "Open the alert" },
  { keys: ["a"], does: "Acknowledge" },
  { keys: ["e"], does: "Resolve with a verdict" },
  { keys: ["n"], does: "Write a note" },
  { keys: ["/"], does: "Search" },
  { keys: ["Esc"], does: "Close" },
];
