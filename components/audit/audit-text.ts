/** Words of the Audit page. */
export const auditText = {
  title: "Audit",
  table: "Audit entries",
  loading: "Loading the audit record",
  loadingEntry: "Loading the entry",
  search: "Search words",
  actor: "Who",
  action: "Action",
  resource: "On what",
  outcome: "Outcome",
  time: "Time",
  clear: "Clear filters",
  none: "No entry matches these filters.",
  noneHint:
    "Filters are exact, except that alert. or alert: stand for all that begin so. Words match by their beginnings.",
  noneAtAll: "Nothing was changed yet.",
  noneAtAllHint: "What people, keys and Tideline itself change is written here, each with who, when and from where.",
  noSuchEntry: "There is no such entry.",
  close: "Close entry",
  export: "Export",
  exportNdjson: "These entries as NDJSON",
  exportCsv: "These entries as CSV",
  exportRecord: "Whole record, for verification",
  exportHint: "What you export is written into the record.",
  verify: "Verify now",
  verifying: "Verifying",
  unsealed: "not sealed yet",
  sealHint: "Entries are chained by hash and signed each second; nothing sealed can be changed without it being found.",
  key: "Public key",
  rootHash: "Hash of the newest root",
  offline: "Check an export without Tideline",
  changes: "What changed",
  facts: "Entry",
  nothingStored: "No details were stored with this entry.",
  before: "before",
  after: "after",
  allOf: "All entries of",
} as const;

export const outcomeWords = { success: "Done", failure: "Refused or failed", attempt: "Attempted" } as const;

export const actorKindWords = { user: "person", key: "API key", system: "Tideline" } as const;

/** Spans that a list is usually looked at in. */
export const timeSpans = [
  { value: "1h", label: "Last hour", ms: 3_600_000 },
  { value: "24h", label: "Last 24 hours", ms: 86_400_000 },
  { value: "7d", label: "Last 7 days", ms: 604_800_000 },
  { value: "30d", label: "Last 30 days", ms: 2_592_000_000 },
] as const;

/** Beginnings of actions, in words. Any other can be typed into the address or chosen from an entry. */
export const actionOptions = [
  { value: "alert.", label: "Alerts" },
  { value: "response.", label: "Responses" },
  { value: "policy.", label: "Policies" },
  { value: "session.", label: "Sign-in and sessions" },
  { value: "user.", label: "People" },
  { value: "key.", label: "API keys" },
  { value: "event.", label: "Events looked at" },
  { value: "audit.", label: "The record itself" },
] as const;
