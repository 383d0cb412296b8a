/** Words of the conservation ledger. */
export const ledgerText = {
  title: "Ledger",
  loading: "Reading the ledger",
  balanced: "Adds up",
  unbalanced: "Does not add up",
  promise: "Every event received is accounted for: none lost, none counted twice.",
  lag: "Waiting to be scored",
  upToDate: "Nothing waits",
} as const;
