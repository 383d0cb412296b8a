import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { ledgerSchema } from "../../lib/contracts/ledger.ts";
import { ledgerKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { withLedgerPush } from "./apply-ledger-push.ts";

const rereadMs = 5000;

/** The conservation ledger of a stream, read every five seconds; head and position also by push. */
export function useLedger(stream: StreamName) {
  return useQuery({
    queryKey: ledgerKeys.of(stream),
    queryFn: ({ signal }) =>
      fetchThenCatchUp(
        () => request(ledgerSchema, `/api/v1/ledger${queryString({ stream })}`, { signal }),
        withLedgerPush,
      ),
    refetchInterval: rereadMs,
  });
}
