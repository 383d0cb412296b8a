import type { StreamName } from "../../lib/contracts/common.ts";
import { useConnection } from "../realtime/connection-store.ts";
import { ledgerStateOf } from "./ledger-state.ts";
import { useLedger } from "./use-ledger.ts";

/** The ledger of a stream with what may be said about it now. */
export function useLedgerState(stream: StreamName) {
  const { data: ledger, error } = useLedger(stream);
  const cut = useConnection().phase === "cut";
  return { ledger, state: ledgerStateOf({ ledger, failed: error !== null, cut }) };
}
