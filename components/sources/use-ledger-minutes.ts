import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { ledgerMinutesSchema } from "../../lib/contracts/ledger-minutes.ts";
import { ledgerMinuteKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const rereadMs = 10_000;

/** The ledger by source and minute; a range that ends now goes on by itself, one that has ended stands. */
export function useLedgerMinutes(stream: StreamName, minutes: number, until: string | null) {
  return useQuery({
    queryKey: ledgerMinuteKeys.of(stream, minutes, until),
    queryFn: ({ signal }) =>
      request(
        ledgerMinutesSchema,
        `/api/v1/ledger/minutes${queryString({ stream, minutes, until: until ?? undefined })}`,
        { signal },
      ),
    refetchInterval: until === null ? rereadMs : false,
    placeholderData: (previous) => (previous?.stream === stream ? previous : undefined),
  });
}
