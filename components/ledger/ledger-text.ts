/** Words of the conservation ledger. */
export const ledgerText = {
  title: "Ledger",
  loading: "Reading the ledger",
  balanced: "Adds up",
  unbalanced: "Does not add up",
  unknown: "Unknown",
  stale: "Not current",
  promise: "Every event received is accounted for: none lost, none counted twice.",
  lag: "Waiting to be scored",
  asOfBefore: "As last read; it goes on without this page.",
  upToDate: "Nothing waits",
} as const;
