import type { StreamState } from "../../lib/contracts/streams.ts";

/** Words of the tab of dead letters. */
export const deadText = {
  loading: "Reading the dead letters",
  state: "Which dead letters",
  states: { waiting: "Waiting", replayed: "Replayed", all: "All" },
  columns: {
    event: "Event",
    source: "Source",
    reason: "Why it has no score",
    received: "Received",
    replayed: "Replayed",
  },
  select: "Select",
  selectAll: "Select all that are shown",
  replay: "Replay",
  replayAll: "Replay all",
  download: "Download",
  ndjson: "With reasons, NDJSON",
  raw: "As received",
  downloadHint: "The newest 5,000 at most. Who downloads is recorded.",
  stop: "Stop",
  onlyAdmins: "An administrator replays them.",
  empty: {
    waiting: "No dead letter waits",
    replayed: "None was replayed",
    all: "No dead letters",
  },
  emptyHint:
    "An event that was taken in and could not be scored comes here with the reason. Nothing else waits for it.",
  allTitle: "Replay all that wait?",
  allNote:
    "Each record is read again as received, and goes through the log as a new event. A dead letter stays in the ledger; its replay counts as received once more. Each is replayed once, however often this is asked for.",
} as const;

export const deadSentences = {
  count: (count: string, isMore: boolean) =>
    `${isMore ? "more than " : ""}${count} dead ${count === "1" && !isMore ? "letter" : "letters"}`,
  progress: (done: string, refused: string) => `${done} replayed${refused === "0" ? "" : `, ${refused} refused`}`,
  finished: (done: string, refused: string) =>
    `Done: ${done} replayed${refused === "0" ? "." : `, ${refused} refused.`}`,
  selected: (count: string) => `${count} selected`,
} as const;

/** Words of the tab of the ledger. */
export const minutesText = {
  loading: "Counting the ledger",
  range: "Minutes",
  ranges: { "15": "15 min", "60": "1 h", "180": "3 h" },
  earlier: "Earlier",
  later: "Later",
  now: "Now",
  promise: "received = rejected + duplicate + accepted, and accepted = scored + waiting + dead-lettered + expired",
  good: "Adds up, for each source and minute",
  bad: "Does not add up",
  narrowed: "More events than are counted at once: the oldest minutes are left out.",
  expired: "Retention has dropped days of this range; their minutes are no longer told apart:",
  empty: "Nothing was received in these minutes",
  emptyHint: "The strip fills as records come in.",
  strip: "Minutes",
  all: "All minutes",
  minute: "Minute",
  columns: {
    source: "Source",
    received: "Received",
    rejected: "= rejected",
    duplicate: "+ duplicate",
    accepted: "+ accepted",
    scored: "= scored",
    waiting: "+ waiting",
    deadLettered: "+ dead",
    expired: "+ expired",
    state: "Adds up",
  },
  yes: "yes",
  no: "no",
  total: "Together",
} as const;

/** Words of the tab of streams. */
export const streamText = {
  loading: "Reading the streams",
  columns: {
    stream: "Stream",
    events: "Events",
    bytes: "Stored",
    alerts: "Alerts",
    sources: "Sources",
    oldest: "Oldest",
    newest: "Newest",
    traffic: "Generated traffic",
    actions: "Actions",
  },
  about: {
    main: "Your own events",
    demo: "Generated traffic; counts in nothing of main",
  },
  states: { open: "", removing: "being removed", removed: "removed" } satisfies Readonly<Record<StreamState, string>>,
  open: "open",
  on: "On",
  off: "Off",
  none: "–",
  start: "Start demo traffic",
  remove: "Remove the demo",
  removeTitle: "Remove the demo?",
  removeNote:
    "Its traffic stops and does not come back at the next start. Its events, alerts, thresholds, policies, responses and keys are removed for good. Nothing of main is touched, and the demo can be started again from nothing.",
  removeReason: "Why it is removed",
  onlyAdmins: "Administrators switch the traffic and remove the demo.",
} as const;

export const streamSentences = {
  removedBy: (by: string, reason: string) => `by ${by}: ${reason}`,
  traffic: (stream: string) => `Generated traffic of ${stream}`,
} as const;
