import type { KeyMaker, KeyScope } from "../../lib/contracts/permissions.ts";
import type { SourceRange } from "../../lib/contracts/sources.ts";

/** The parts of the page, as its address names them. */
export const tabs = ["sources", "keys", "dead-letters", "ledger", "streams"] as const;
export type SourcesTab = (typeof tabs)[number];

export const tabWords: Readonly<Record<SourcesTab, string>> = {
  sources: "Sources",
  keys: "Keys",
  "dead-letters": "Dead letters",
  ledger: "Ledger",
  streams: "Streams",
};

export const rangeWords: Readonly<Record<SourceRange, string>> = {
  "1h": "1 h",
  "6h": "6 h",
  "24h": "24 h",
  "7d": "7 d",
};

/** Words of the tab of sources. */
export const sourceText = {
  page: "Sources",
  parts: "Parts of this page",
  range: "Range",
  loading: "Reading the sources",
  loadingTab: "Loading this part",
  columns: {
    source: "Source",
    perSecond: "Records/s",
    traffic: "Received",
    received: "Received",
    accepted: "Accepted",
    duplicate: "Duplicate",
    rejected: "Rejected",
    last: "Last record",
    clock: "Clock",
    waiting: "Waiting",
    zone: "Zone",
  },
  hints: {
    perSecond: "Records received a second, over the last ten seconds",
    accepted: "Taken in, to be scored",
    duplicate: "Carried an id that this source had sent before",
    rejected: "Refused, each with its reason",
    last: "When a record was last received",
    clock:
      "Half of its newest events were received at least this long after the time that they state; or that most of these times are not used",
    waiting: "Taken in and not scored yet, and for how long the oldest has waited",
    zone: "Time zone of times that name none",
  },
  onTime: "on time",
  timeNotUsed: "not used",
  ahead: "ahead",
  behind: "behind",
  never: "never",
  none: "–",
  silent: "Quiet",
  empty: "Nothing has been sent to this stream yet",
  emptyHint: "A source appears here by itself with its first record. Make a key, and send with it:",
  emptyCommand: "Command that sends a record",
  emptyAdmin: "Make a key",
  emptyOther: "An administrator makes the keys.",
  more: "Show more",
  stale: "As last read; it is read again when Tideline answers.",
  details: "Details",
  close: "Close",
  gone: "There is no such source in this stream.",
  facts: {
    format: "Format",
    since: "Known since",
    lastEvent: "Newest event time",
    clock: "Clock",
    waiting: "Waiting",
  },
  zone: "Time zone",
  zoneHint:
    "For times that name no zone. It holds for records that come from now on; what is stored stays as it was read.",
  zoneSave: "Set zone",
  zoneSaved: "Zone set. Records that come from now on are read with it.",
  zoneAdmin: "An administrator sets it.",
  rejects: "Refused records",
  rejectsLoading: "Reading the refused records",
  rejectsEmpty: "None was kept. The newest hundred of each source are.",
  rejectsNote: "The newest that were kept, with how they begin. Nothing in them is hidden; who looks is recorded.",
} as const;

export const sourceSentences = {
  silent: (wait: string, usual: string) => `Nothing for ${wait}; it used to send at least every ${usual}.`,
  timeNotUsed: (share: string) =>
    `${share} of its newest events state no time, or one that cannot be right, as more than 5 minutes ahead of ours. They count as received, in a replay as the record before them. Is the zone right?`,
  bars: (name: string, range: string) => `Records received from ${name} over the last ${range}`,
} as const;

/** Words of the tab of keys. */
export const keyText = {
  loading: "Reading the keys",
  notYours: "Keys are an administrator's",
  notYoursHint:
    "A key lets a machine send events or read. Who holds one acts without a name, so only administrators make and revoke them. Ask one of yours.",
  make: "Make a key",
  state: "Which keys",
  states: { active: "Working", all: "All" },
  columns: {
    name: "Name",
    prefix: "Begins with",
    stream: "Stream",
    scopes: "May",
    limit: "Limit",
    used: "Last used",
    expires: "Ends",
    made: "Made",
    actions: "Actions",
  },
  empty: "No key yet",
  emptyHint: "Make one, and Tideline shows the commands that send with it.",
  never: "never",
  noEnd: "never",
  revoke: "Revoke",
  revoked: "revoked",
  expired: "ended",
  soon: "soon",
  loopback: "this machine only",
  withheld: (scopes: string, maker: KeyMaker) =>
    `not: ${scopes} (${maker === "disabled" ? "its maker is disabled" : `its maker is ${maker} now`})`,
  withheldHint: (name: string) =>
    `A key may read and propose what ${name}, who made it, may do now. Make another where it is needed.`,
  perSecond: "records/s",
  from: "from",
  revokeTitle: (name: string) => `Revoke the key ${name}?`,
  revokeNote: "Whoever sends with it gets 401 within a second. It cannot be taken back: make a new key instead.",
  cancel: "Cancel",
  name: "Name",
  nameHint: "What sends with it. Sources are listed under this name unless the sender names another.",
  stream: "Stream",
  scopes: "May",
  scopeHint: "At least one. No key approves or administers.",
  ends: "Ends",
  endChoices: { "0": "Never", "30": "In 30 days", "90": "In 90 days", "365": "In a year" },
  limit: "Records a second",
  limitHint: "More are answered with 429 and the time to wait.",
  loopbackLabel: "Works from this machine only",
  create: "Make the key",
  nameNeeded: "Give it a name.",
  scopeNeeded: "Choose what it may do.",
  limitNeeded: "A whole number from 1 to 1,000,000.",
  shownOnce: "Copy it now",
  shownOnceHint: "Tideline keeps only its hash: this is the one time that it is shown.",
  key: "The key",
  done: "I have copied it",
  sendWith: "Send with it",
  kind: "Kind of source",
  readWith: "Read with it",
} as const;

export const scopeWords: Readonly<Record<KeyScope, string>> = {
  ingest: "send events",
  read: "read",
  respond: "propose responses",
};
