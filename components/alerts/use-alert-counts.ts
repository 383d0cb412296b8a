import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { alertPageSchema } from "../../lib/contracts/alerts.ts";
import { type AlertListQuery, alertKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

/** How many alerts there are in each status under the other filters; read again a second after one changes. */
export function useAlertCounts({ status: _any, sort: _none, ...filters }: AlertListQuery) {
  const query = { ...filters, sort: "newest" } as const;
  return useQuery({
    queryKey: alertKeys.counts(query),
    queryFn: ({ signal }) =>
      request(alertPageSchema, `/api/v1/alerts${queryString({ ...query, limit: 1 })}`, { signal }),
    select: (page) => page.counts,
    placeholderData: keepPreviousData,
  });
}
