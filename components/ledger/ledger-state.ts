import type { Ledger } from "../../lib/contracts/ledger.ts";

/** `stale`: it added up when last heard of, which says nothing about now. */
export type LedgerState = "loading" | "unknown" | "stale" | "good" | "bad";

interface LedgerReading {
  readonly ledger: Pick<Ledger, "balanced"> | undefined;
  /** The last request for it failed. */
  readonly failed: boolean;
  /** The page is cut off. */
  readonly cut: boolean;
}

/** What may be said about the ledger. A known difference is never hidden: being cut off does not mend it. */
export function ledgerStateOf({ ledger, failed, cut }: LedgerReading): LedgerState {
  if (ledger?.balanced === false) return "bad";
  if (cut) return ledger === undefined ? "unknown" : "stale";
  if (failed) return "unknown";
  return ledger === undefined ? "loading" : "good";
}
