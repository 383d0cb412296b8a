import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { alertSummarySchema } from "../../lib/contracts/alert-query.ts";
import { type AlertListQuery, alertKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

/** How many alerts stand where under the other filters, and how quick people were; read again after one changes. */
export function useAlertSummary({ status: _any, sort: _none, dir: _way, ...filters }: AlertListQuery) {
  return useQuery({
    queryKey: alertKeys.counts(filters),
    queryFn: ({ signal }) => request(alertSummarySchema, `/api/v1/alerts/summary${queryString(filters)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
