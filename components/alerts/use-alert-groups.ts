import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type AlertGroupQuery, alertGroupsSchema } from "../../lib/contracts/alert-query.ts";
import { alertKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

/** How many alerts share each value of a field within the filters; read again a second after an alert changed. */
export function useAlertGroups(query: AlertGroupQuery) {
  return useQuery({
    queryKey: alertKeys.groups(query),
    queryFn: ({ signal }) => request(alertGroupsSchema, `/api/v1/alerts/groups${queryString(query)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
