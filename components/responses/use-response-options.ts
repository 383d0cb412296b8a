import { useQuery } from "@tanstack/react-query";
import { responseOptionsSchema } from "../../lib/contracts/responses.ts";
import { responseKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

/** What may be done about an alert: actions, targets, whom each touches, and why one cannot be. */
export function useResponseOptions(alertId: number | null) {
  return useQuery({
    queryKey: responseKeys.options(alertId ?? 0),
    enabled: alertId !== null,
    queryFn: ({ signal }) =>
      request(responseOptionsSchema, `/api/v1/responses/options${queryString({ alert: alertId ?? 0 })}`, { signal }),
  });
}
