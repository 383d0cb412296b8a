import type { LedgerCounts } from "./ledger.ts";

export const noCounts: LedgerCounts = {
  received: 0,
  rejected: 0,
  duplicate: 0,
  accepted: 0,
  scored: 0,
  waiting: 0,
  deadLettered: 0,
  expired: 0,
};

function add(a: LedgerCounts, b: LedgerCounts): LedgerCounts {
  return {
    received: a.received + b.received,
    rejected: a.rejected + b.rejected,
    duplicate: a.duplicate + b.duplicate,
    accepted: a.accepted + b.accepted,
    scored: a.scored + b.scored,
    waiting: a.waiting + b.waiting,
    deadLettered: a.deadLettered + b.deadLettered,
    expired: a.expired + b.expired,
  };
}

/** Ledgers of several sources or minutes together. */
export function addCounts(rows: readonly LedgerCounts[]): LedgerCounts {
  return rows.reduce(add, noCounts);
}
